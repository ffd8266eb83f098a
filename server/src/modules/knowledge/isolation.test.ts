import assert from 'node:assert/strict'
import { test } from 'node:test'
import { artefactApi } from '#contract/artefact/api.ts'
import { Attachment } from '#contract/attachment/api.ts'
import { Article, knowledgeApi } from '#contract/knowledge/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, aClientPerson, anAgent, aSupplierPerson, type Someone } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

/** By hand, with the application's own login: what the database itself keeps apart. */
const server = await startServer()
const { attempt } = byHand(server)

const manager = await anAgent(server, { roles: ['CS', 'RGS/AC'] })
const orme = await aClient(server)
const hetre = await aClient(server)
const ours = await aClientPerson(server, { client: orme, level: 'signatory' })
const theirs = await aClientPerson(server, { client: hetre, level: 'signatory' })
const technician = await aSupplierPerson(server)
const word = 'zyxsecret'

const anArticle = async (visibility: 'staff' | 'client' | 'clients', isPublished = true) => {
  const content = {
    title: { fr: `${word} ${visibility}` },
    body: { fr: `<p>${word}</p>` },
    visibility,
    clientId: visibility === 'client' ? orme.id : null,
  }
  const { number, latest, id } = Article.parse(await manager.caller.get(knowledgeApi.create, { content }))
  const response = await server.app.inject({
    method: 'POST',
    url: `${prefix}/articles/${number}/attachments`,
    headers: { authorization: `Bearer ${manager.token}`, 'content-type': 'multipart/form-data; boundary=x' },
    payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="${word}.txt"\r\n\r\n${word}\r\n--x--\r\n`,
  })
  const file = Attachment.parse(response.json())
  const edited = { ...content, files: [file.id] }
  await manager.caller.get(artefactApi.edit, { id: latest.id, version: latest.version, content: edited })
  await server.runReactions()
  if (isPublished) await manager.caller.get(artefactApi.approve, { id: latest.id })
  return { id, number, file: file.id, version: latest.id }
}

const inside = await anArticle('staff')
const own = await anArticle('client')
const open = await anArticle('clients')
const draft = await anArticle('clients', false)

const idsOf = async (someone: Someone, text: string, values: unknown[] = []) => {
  const { rows } = await attempt(someone, text, values)
  return rows.map(({ id }) => String(id)).toSorted()
}

test('by hand, a client reads the rows of its own articles and files, a supplier none', async () => {
  for (const [someone, visible] of [
    [ours, [own, open]],
    [theirs, [open]],
    [technician, []],
  ] as const) {
    const articles = visible.map(({ id }) => id).toSorted()
    const files = visible.map(({ file }) => file).toSorted()
    assert.deepEqual(await idsOf(someone, 'select id from article'), articles)
    assert.deepEqual(await idsOf(someone, 'select id from attachment'), files)
    assert.deepEqual(await idsOf(someone, 'select attachment_id as id from attachment_chunk'), files)
    assert.deepEqual(await idsOf(someone, `select id from artefact where kind = 'article'`), [])
    const versions = [inside, own, open, draft].map(({ version }) => version)
    assert.deepEqual(
      await idsOf(someone, 'select id from artefact_version where id = any($1)', [versions]),
      [],
    )
    assert.deepEqual(
      await idsOf(someone, 'select subject_id as id from journal_entry where subject_id = any($1)', [
        [inside.id, own.id, open.id, draft.id],
      ]),
      [],
    )
    const found = [false, true].map((loose) =>
      idsOf(someone, `select subject_id as id from search_articles($1, ${loose}, 100)`, [word]),
    )
    for (const ids of await Promise.all(found)) assert.deepEqual(ids, articles)
  }
})

const forbidden: [string, string, unknown[]][] = [
  ['opens an article', `update article set visibility = 'clients'`, []],
  ['takes an article', 'update article set client_id = $1', [hetre.id]],
  ['puts a file into an article', 'update article set files = files || $1::uuid', [inside.file]],
  ['publishes', `update artefact_version set state = 'approved'`, []],
  ['reads what an article’s words are', 'select words from search_entry', []],
  ['reads the words of files', 'select words from attachment_text', []],
  ['reads how files were read', 'select text_reason from attachment', []],
  ['reads what was looked for', 'select words from article_gap', []],
  ['reads counts', 'select opened from article_count', []],
  ['reads links', 'select record_id from article_link', []],
  ['reads others’ opinions', 'select word from article_feedback where person_id <> scope.person()', []],
  [
    'speaks for another',
    `insert into article_feedback (article_id, person_id, is_useful, at) values ($1, $2, true, scope.now())`,
    [open.id, manager.id],
  ],
  [
    'judges what it may not read',
    `insert into article_feedback (article_id, person_id, is_useful, at) values ($1, scope.person(), true, scope.now())`,
    [inside.id],
  ],
  [
    'attaches to an article',
    `insert into attachment (article_id, name, media_type, size, sha256, visibility, created_by, created_at)
      values ($1, 'x', 'x', 0, '', 'client', scope.person(), scope.now())`,
    [open.id],
  ],
  [
    'adds to another’s file',
    `insert into attachment_chunk (attachment_id, number, bytes) values ($1, 99, 'x')`,
    [open.file],
  ],
  ['makes the search forget', 'select project_article($1)', [open.id]],
  ['writes the words of a file', `select keep_attachment_text($1, 'x', 'indexed', null)`, [open.file]],
]
for (const [what, text, values] of forbidden) {
  test(`a client’s or a supplier’s hand that ${what} is refused, or touches nothing`, async () => {
    for (const someone of [ours, theirs, technician]) {
      const { refusal, touched } = await attempt(someone, text, values)
      assert.ok(refusal !== null || touched === 0, `${someone.name} touched ${touched} rows`)
      if (refusal !== null) assert.equal(refusal, '42501')
    }
  })
}

test('counting what one may not read counts nothing', async () => {
  await attempt(theirs, 'select count_article($1, true)', [inside.id])
  const { helped } = Article.parse(await manager.caller.get(knowledgeApi.read, { number: inside.number }))
  assert.equal(helped, 0)
})
