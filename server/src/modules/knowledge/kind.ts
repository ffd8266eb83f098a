import { ArticleContent } from '#contract/knowledge/api.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { registerKind } from '../artefact/index.ts'
import { mayWrite } from './policy.ts'

/** An article lives as everything that is approved; whoever works on tickets writes it, the service manager publishes it. */
registerKind({
  kind: 'article',
  approvedBy: 'RGS/AC',
  isOpenedByModule: true,
  isAtOnce: true,
  mayDraft: mayWrite,
  read: (given) => readContent(given),
  check: (context, content, articleId) => checkNamed(context, ArticleContent.parse(content), articleId),
})

/** As it is kept: cleaned, and without an empty English. */
export const readContent = (given: unknown): ArticleContent => {
  const { title, body, ...content } = ArticleContent.parse(given)
  if ((content.visibility === 'client') !== (content.clientId !== null))
    throw invalid('clientId', 'a client, and only where the article is for one client')
  const english = cleanHtml(body.en ?? '')
  return {
    ...content,
    title: { fr: title.fr, ...(title.en === undefined ? {} : { en: title.en }) },
    body: { fr: cleanHtml(body.fr), ...(isEmpty(english) ? {} : { en: english }) },
  }
}

const isEmpty = (html: string): boolean => !/<img|[^\s<>]/.test(html.replaceAll(/<(?!img)[^>]*>/g, ''))

interface Named {
  category: boolean
  service: boolean
  client: boolean
  files: number
}

/** What an article names must be there, and its files its own. */
const checkNamed = async ({ db }: Context, content: ArticleContent, articleId: string): Promise<void> => {
  const { categoryId, serviceId, clientId, files } = content
  const { rows } = await sql<Named>`select
    ${categoryId}::uuid is null or exists (select from category where id = ${categoryId}::uuid) as category,
    ${serviceId}::uuid is null or exists (select from service where id = ${serviceId}::uuid) as service,
    ${clientId}::uuid is null or exists (select from client where id = ${clientId}::uuid) as client,
    (select count(*)::int from attachment where article_id = ${articleId} and id = any(${files}::uuid[])) as files`.execute(
    db,
  )
  const [named] = rows
  if (named?.category !== true) throw invalid('categoryId', 'a category is expected')
  if (!named.service) throw invalid('serviceId', 'a service is expected')
  if (!named.client) throw invalid('clientId', 'a client is expected')
  if (named.files !== new Set(files).size) throw invalid('files', 'files of this article are expected')
}
