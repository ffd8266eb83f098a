import { z } from 'zod'
import { Attachment } from '../attachment/api.ts'
import { ArtefactVersion } from '../artefact/api.ts'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { Day, Instant } from '../instant.ts'
import { all, Id, listOf, Nothing, Paging, QueryFlag } from '../list.ts'
import { Phase } from '../procedure/shape.ts'
import { RecordNumber } from '../record/shape.ts'
import { Words } from '../words.ts'

/** Written as a ticket's is: what is no article's is not found. */
export const ArticleNumber = RecordNumber
export const ArticleVisibility = z.enum(['staff', 'client', 'clients'])
export type ArticleVisibility = z.infer<typeof ArticleVisibility>

const Title = z.string().trim().min(1).max(200)
const Html = z.string().max(100_000)

/** What a version of an article says: both languages stand in one version, so that they are approved together. */
export const ArticleContent = z.object({
  title: z.object({ fr: Title, en: Title.optional() }),
  body: z.object({ fr: Html, en: Html.optional() }),
  categoryId: Id.nullable().default(null),
  serviceId: Id.nullable().default(null),
  visibility: ArticleVisibility.default('staff'),
  clientId: Id.nullable().default(null),
  /** Attached files that this version offers; pictures in the text need no mention. */
  files: z.array(Id).max(50).default([]),
})
export type ArticleContent = z.output<typeof ArticleContent>

/** `draft` and `submitted` are of the version being written; a published article may have one beside it. */
export const ArticleState = z.enum(['draft', 'submitted', 'rejected', 'published', 'withdrawn'])
export type ArticleState = z.infer<typeof ArticleState>

const Named = z.object({ id: Id, name: z.string() })

/** What clients see. */
export const PortalArticleSummary = z.object({
  number: z.string(),
  title: Words,
  /** The first words of its text. */
  excerpt: z.string(),
  categoryId: Id.nullable(),
  categoryName: Words.nullable(),
  serviceId: Id.nullable(),
  serviceName: z.string().nullable(),
  publishedAt: Instant.nullable(),
})
export type PortalArticleSummary = z.infer<typeof PortalArticleSummary>

export const ArticleSummary = PortalArticleSummary.extend({
  id: Id,
  state: ArticleState,
  /** A version that is being written, or waits for approval, beside the published one. */
  pending: z.enum(['draft', 'submitted', 'rejected']).nullable(),
  visibility: ArticleVisibility,
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  owner: Named,
  reviewOn: z.string().nullable(),
  updatedAt: Instant,
  opened: z.int(),
  helped: z.int(),
})
export type ArticleSummary = z.infer<typeof ArticleSummary>

export const ArticleVersion = ArtefactVersion.omit({ content: true, kitEdition: true })
export type ArticleVersion = z.infer<typeof ArticleVersion>

const Opinion = z.object({ isUseful: z.boolean(), word: z.string() })

export const ArticleLink = z.object({
  number: z.string(),
  title: z.string(),
  phase: Phase,
  kind: z.enum(['origin', 'used']),
  at: Instant,
})

export const PortalArticle = PortalArticleSummary.omit({ excerpt: true }).extend({
  body: z.object({ fr: z.string(), en: z.string().optional() }),
  files: z.array(Attachment.pick({ id: true, name: true, size: true })),
  /** What the person asking said of it. */
  myOpinion: Opinion.nullable(),
})
export type PortalArticle = z.infer<typeof PortalArticle>

/** The whole article, as the provider's people see it. */
export const Article = ArticleSummary.omit({ excerpt: true }).extend({
  published: ArtefactVersion.nullable(),
  latest: ArtefactVersion,
  versions: z.array(ArticleVersion),
  /** All that were ever attached; a version names which of them it offers. */
  files: z.array(Attachment),
  records: z.array(ArticleLink),
  opinions: z.object({
    useful: z.int(),
    notUseful: z.int(),
    words: z.array(z.object({ isUseful: z.boolean(), word: z.string(), at: Instant })),
  }),
  myOpinion: Opinion.nullable(),
  actions: z.array(z.enum(['edit', 'submit', 'approve', 'reject', 'withdraw', 'return', 'review'])),
})
export type Article = z.infer<typeof Article>

export const ArticleMatch = z.object({
  number: z.string(),
  title: Words,
  excerpt: z.string(),
  visibility: ArticleVisibility,
})
export type ArticleMatch = z.infer<typeof ArticleMatch>

export const ArticleGap = z.object({
  words: z.string(),
  byClients: z.int(),
  byStaff: z.int(),
  /** How often somebody opened a ticket after looking. */
  stillAsked: z.int(),
  lastAt: Instant,
})
export type ArticleGap = z.infer<typeof ArticleGap>

const ByNumber = z.object({ number: ArticleNumber })
const note = z.string().trim().max(2000).optional()

export const knowledgeApi = {
  list: endpoint(
    'GET /articles',
    Paging.extend({
      q: z.string().trim().max(200).optional(),
      state: ArticleState.optional(),
      /** Waiting for approval, or being written, also beside a published version. */
      pending: z.enum(['draft', 'submitted', 'rejected']).optional(),
      category: Id.optional(),
      service: Id.optional(),
      visibility: ArticleVisibility.optional(),
      client: Id.optional(),
      /** Those whose review date has come. */
      due: QueryFlag.optional(),
    }),
    listOf(z.union([ArticleSummary, PortalArticleSummary])),
    { for: staffAndClients, summary: 'Articles: all for the staff, published ones for clients' },
  ),
  read: endpoint('GET /articles/{number}', ByNumber, z.union([Article, PortalArticle]), {
    for: staffAndClients,
    summary: 'One article; clients read what is published for them',
  }),
  create: endpoint(
    'POST /articles',
    z.object({
      content: ArticleContent,
      note,
      /** The ticket whose solution it was written from. */
      from: RecordNumber.optional(),
      /** Words that were looked for in vain: they leave the list of what is missing. */
      gap: z.string().trim().max(80).optional(),
    }),
    Article,
    { for: staff, summary: 'A new article with its first draft', status: 201 },
  ),
  edit: endpoint(
    'PATCH /articles/{number}',
    z.object({ number: ArticleNumber, ownerId: Id.optional(), reviewOn: Day.optional() }),
    Article,
    { for: staff, summary: 'Change who looks after it, or put off its review' },
  ),
  listVersions: endpoint('GET /articles/{number}/versions', ByNumber, all(ArticleVersion), {
    for: staff,
    summary: 'Versions of an article, latest first',
  }),
  draft: endpoint(
    'POST /articles/{number}/versions',
    z.object({ number: ArticleNumber, content: ArticleContent, note }),
    ArtefactVersion,
    {
      for: staff,
      summary: 'The next draft; versions are then edited, submitted, approved as artefacts',
      status: 201,
    },
  ),
  restore: endpoint(
    'POST /articles/{number}/restore',
    z.object({ number: ArticleNumber, version: Id }),
    ArtefactVersion,
    { for: staff, summary: 'A new draft that says what an old version said', status: 201 },
  ),
  withdraw: endpoint(
    'POST /articles/{number}/withdraw',
    z.object({ number: ArticleNumber, reason: z.string().trim().min(3).max(2000) }),
    Article,
    { for: staff, summary: 'Take an article out of use; nothing is deleted' },
  ),
  putBack: endpoint('POST /articles/{number}/return', ByNumber, Article, {
    for: staff,
    summary: 'Put a withdrawn article back into use',
  }),
  attach: endpoint('POST /articles/{number}/attachments', ByNumber, Attachment, {
    for: staff,
    summary: 'Attach a file or a picture of up to 25 MB (multipart, one part `file`)',
    transport: 'multipart',
    status: 201,
  }),
  link: endpoint(
    'POST /articles/{number}/links',
    z.object({ number: ArticleNumber, record: RecordNumber }),
    Nothing,
    { for: staff, summary: 'Note on a ticket that this article was of use', status: 201 },
  ),
  ofRecord: endpoint(
    'GET /records/{number}/articles',
    z.object({ number: RecordNumber }),
    z.object({
      linked: z.array(ArticleMatch.extend({ kind: z.enum(['origin', 'used']) })),
      suggested: z.array(ArticleMatch),
    }),
    { for: staff, summary: 'Articles used on a ticket, and those that may fit it' },
  ),
  suggest: endpoint(
    'GET /article-suggestions',
    z.object({
      title: z.string().trim().max(300),
      service: Id.optional(),
      category: Id.optional(),
      limit: z.coerce.number().int().min(1).max(20).default(5),
    }),
    all(ArticleMatch.omit({ visibility: true })),
    { for: staffAndClients, summary: 'Articles that may answer what is being typed' },
  ),
  count: endpoint(
    'POST /articles/{number}/counts',
    z.object({ number: ArticleNumber, what: z.enum(['opened', 'helped']) }),
    Nothing,
    {
      for: staffAndClients,
      summary: 'Count that an article was opened, or answered a question; of nobody in particular',
    },
  ),
  judge: endpoint(
    'POST /articles/{number}/feedback',
    z.object({ number: ArticleNumber, isUseful: z.boolean(), word: z.string().trim().max(500).default('') }),
    Nothing,
    { for: staffAndClients, summary: 'Useful or not, with a word' },
  ),
  noteSearch: endpoint(
    'POST /article-searches',
    z.object({ words: z.string().trim().min(1).max(300), outcome: z.enum(['nothing', 'asked']) }),
    Nothing,
    {
      for: staffAndClients,
      summary: 'Looked for and not found, or asked all the same: words and a count, never who',
    },
  ),
  listGaps: endpoint('GET /article-gaps', Nothing, all(ArticleGap), {
    for: staff,
    summary: 'What was looked for in vain, most often first',
  }),
  closeGap: endpoint('POST /article-gaps/close', z.object({ words: z.string().min(1).max(80) }), Nothing, {
    for: staff,
    summary: 'Take words off the list of what is missing, until they are looked for again',
  }),
}

export const knowledgeEvents = {
  'article.opened': z.object({ number: z.string(), from: z.string().nullable() }),
  'article.edited': z.object({
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
  }),
  'article.withdrawn': z.object({ reason: z.string() }),
  'article.returned': z.object({}),
  'article.attached': z.object({ attachment: Id, name: z.string(), size: z.int(), sha256: z.string() }),
  'record.article-linked': z.object({ article: z.string(), kind: z.enum(['origin', 'used']) }),
}
