import { artefactApi } from '#contract/artefact/api.ts'
import {
  knowledgeApi,
  type Article,
  type ArticleContent,
  type ArticleSummary,
} from '#contract/knowledge/api.ts'
import { useApi } from '../platform/query.ts'

/** What the provider's people are answered; clients have their own shape. */
const isWhole = (answer: object): answer is Article => 'versions' in answer
export const isStaffSummary = (answer: object): answer is ArticleSummary => 'owner' in answer

export const useArticle = (number: string) => {
  const query = useApi(knowledgeApi.read, { number })
  const { data } = query
  return { ...query, article: data !== undefined && isWhole(data) ? data : undefined }
}

/** What a version or a publication makes old. */
export const outdatedByArticles = [
  knowledgeApi.list,
  knowledgeApi.read,
  knowledgeApi.listGaps,
  knowledgeApi.suggest,
  knowledgeApi.ofRecord,
  artefactApi.readVersion,
] as const

/** What a version says; null where it is no article's. */
export const contentOf = (content: unknown): ArticleContent | null => (isContent(content) ? content : null)

/** The server has read it by the contract when it was written. */
const isContent = (content: unknown): content is ArticleContent =>
  typeof content === 'object' &&
  content !== null &&
  'title' in content &&
  'body' in content &&
  'visibility' in content
