import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { artefactApi } from '#contract/artefact/api.ts'
import { Attachment, attachmentApi } from '#contract/attachment/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { Article, ArticleSummary, knowledgeApi, PortalArticle } from '#contract/knowledge/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { searchApi } from '#contract/search/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
import {
  aClient,
  aClientPerson,
  anAgent,
  aService,
  aSupplierPerson,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const agent = await anAgent(server)
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
const service = await aService(server, { name: 'Impression' })
const orme = await aClient(server, { name: 'Cabinet Orme' })
const hetre = await aClient(server, { name: 'Hêtre SARL' })
const ormeRequester = await aClientPerson(server, { client: orme })
const hetreContact = await aClientPerson(server, { client: hetre, level: 'contact' })
const technician = await aSupplierPerson(server)

interface Given {
  title?: string
  body?: string
  visibility?: 'staff' | 'client' | 'clients'
  clientId?: string
}

const contentOf = ({
  title = 'Vider la file d’impression',
  body = '<p>Ouvrir les paramètres.</p>',
  ...rest
}: Given) => ({
  title: { fr: title },
  body: { fr: body },
  serviceId: service.id,
  visibility: 'clients' as const,
  ...rest,
})

const anArticle = async (given: Given = {}, by: Someone = agent) =>
  Article.parse(await by.caller.get(knowledgeApi.create, { content: contentOf(given) }))

const aPublished = async (given: Given = {}) => {
  const made = await anArticle(given)
  await manager.caller.get(artefactApi.approve, { id: made.latest.id })
  return read(made.number)
}

const read = async (number: string, by: Someone = agent) =>
  Article.parse(await by.caller.get(knowledgeApi.read, { number }))

const readAsClient = async (number: string, by: Someone) =>
  PortalArticle.parse(await by.caller.get(knowledgeApi.read, { number }))

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

const attach = async (number: string, content: Buffer, name = 'capture.png', by: Someone = agent) => {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
  const response = await server.app.inject({
    method: 'POST',
    url: `${prefix}/articles/${number}/attachments`,
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')]),
  })
  return response.statusCode === 201 ? Attachment.parse(response.json()) : response.statusCode
}

const fileOf = async (number: string, content: Buffer, name?: string) => {
  const file = await attach(number, content, name)
  assert.ok(typeof file !== 'number')
  return file
}

const fetchAs = async ({ token }: Someone, path: string) => {
  const { statusCode, headers, rawPayload } = await server.app.inject({
    url: `${prefix}${path}`,
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: statusCode, headers, bytes: rawPayload }
}

test('whoever works on tickets writes, the service manager publishes, and the article says which stands', async () => {
  const made = await anArticle()
  assert.match(made.number, /^ART-\d+$/)
  assert.equal(made.state, 'draft')
  assert.deepEqual(made.actions, ['edit', 'submit'])
  await agent.caller.get(artefactApi.submit, { id: made.latest.id })
  assert.equal((await agent.caller.call(artefactApi.approve, { id: made.latest.id })).status, 403)
  assert.deepEqual((await read(made.number, manager)).actions, ['edit', 'approve', 'reject', 'withdraw'])

  await manager.caller.get(artefactApi.approve, { id: made.latest.id, reviewOn: '2027-01-15' })
  const published = await read(made.number)
  assert.equal(published.state, 'published')
  assert.equal(published.reviewOn, '2027-01-15')
  assert.equal(published.pending, null)

  const next = await agent.caller.get(knowledgeApi.draft, {
    number: made.number,
    content: contentOf({ title: 'Vider la file, deuxième façon' }),
  })
  const both = await read(made.number)
  assert.deepEqual(
    [both.state, both.pending, both.title.fr],
    ['published', 'draft', 'Vider la file d’impression'],
  )
  server.setNow('PT1M')
  await manager.caller.get(artefactApi.approve, { id: next.id })
  const after = await read(made.number)
  assert.equal(after.title.fr, 'Vider la file, deuxième façon')
  assert.deepEqual(
    after.versions.map(({ state }) => state),
    ['in-force', 'superseded'],
  )
})

test('who publishes what he wrote himself is not stopped, and the article’s own journal says so', async () => {
  const made = await anArticle({ title: 'Écrit et publié' }, manager)
  await manager.caller.get(artefactApi.approve, { id: made.latest.id })
  const { items } = await agent.caller.get(journalApi.ofSubject, { subject: made.id })
  const approved = items.find(({ event }) => event === 'artefact.approved')
  assert.equal(approved?.data?.['isOwnWork'], true)
  assert.deepEqual(
    items.map(({ event }) => event),
    ['artefact.created', 'artefact.drafted', 'article.opened', 'artefact.approved'],
  )
})

test('an article opens through its own endpoint alone, is in force at once, and refuses what is not there', async () => {
  const { caller } = manager
  const content = contentOf({})
  const other = await caller.call(artefactApi.create, { kind: 'article', name: { fr: 'x' }, content })
  assert.equal(other.status, 400)
  const made = await anArticle()
  server.setNow('PT1M')
  const later = server.surroundings.clock().add({ hours: 24 }).toString()
  assert.equal((await caller.call(artefactApi.approve, { id: made.latest.id, from: later })).status, 400)
  const nowhere = '01a20a22-0894-73fe-9e87-ae0156c33d61'
  for (const [key, value] of [
    ['categoryId', nowhere],
    ['serviceId', nowhere],
    ['files', [nowhere]],
    ['visibility', 'client'],
    ['title', { fr: ' ' }],
    ['body', { fr: 'x'.repeat(100_001) }],
  ] as const) {
    const { status } = await caller.call(knowledgeApi.draft, {
      number: made.number,
      content: { ...content, [key]: value },
    })
    assert.equal(status, 400, key)
  }
  const foreign = { ...content, visibility: 'client', clientId: nowhere } as const
  assert.equal((await caller.call(knowledgeApi.draft, { number: made.number, content: foreign })).status, 400)
  assert.ok(!(await caller.get(artefactApi.list, {})).items.some(({ kind }) => kind === 'article'))
  assert.ok((await read(made.number)).versions.length === 1)
})

test('two who edit one draft: the second is shown what the first wrote, and nothing is lost', async () => {
  const made = await anArticle()
  const edit = { id: made.latest.id, version: made.latest.version }
  await agent.caller.get(artefactApi.edit, { ...edit, content: contentOf({ body: '<p>première</p>' }) })
  const late = await manager.caller.call(artefactApi.edit, {
    ...edit,
    content: contentOf({ body: '<p>seconde</p>' }),
  })
  assert.equal(late.status, 409)
  assert.match(JSON.stringify(late.body), /première/)
  assert.match(JSON.stringify((await read(made.number)).latest.content), /première/)
})

test('what is written is cleaned: scripts, foreign pictures and handlers go, tables and own pictures stay', async () => {
  const hostile =
    '<p onclick="x()">Bon<script>alert(1)</script></p><img src="https://espion.test/a.png"><img src="//espion.test/a.png">' +
    '<img src="javascript:alert(1)"><table><tbody><tr><td>1</td></tr></tbody></table><iframe src="/x"></iframe>'
  const made = await anArticle({ body: hostile })
  const text = JSON.stringify(made.latest.content)
  assert.ok(!/script|espion|onclick|iframe/.test(text), text)
  assert.match(text, /<table><tbody><tr><td>1/)
})

test('an old version comes back as a draft, and any two versions are compared', async () => {
  const made = await aPublished({ body: '<p>ancienne façon</p>' })
  const first = made.latest.id
  const next = await agent.caller.get(knowledgeApi.draft, {
    number: made.number,
    content: contentOf({ body: '<p>nouvelle façon</p>' }),
  })
  server.setNow('PT1M')
  await manager.caller.get(artefactApi.approve, { id: next.id })
  const { items } = await agent.caller.get(artefactApi.compare, { id: next.id, from: first })
  assert.deepEqual(items, [
    { path: 'body.fr', before: '<p>ancienne façon</p>', after: '<p>nouvelle façon</p>' },
  ])
  const draft = await agent.caller.get(knowledgeApi.restore, { number: made.number, version: first })
  assert.equal(draft.state, 'draft')
  assert.match(JSON.stringify(draft.content), /ancienne façon/)
  const other = await anArticle()
  const foreign = await agent.caller.call(knowledgeApi.restore, { number: other.number, version: first })
  assert.equal(foreign.status, 404)
})

test('a client reads what is published for all or for itself, through lists, search, suggestions and by number', async () => {
  const word = 'quetzal'
  const own = await aPublished({ title: `${word} pour Orme`, visibility: 'client', clientId: orme.id })
  const foreign = await aPublished({ title: `${word} pour Hêtre`, visibility: 'client', clientId: hetre.id })
  const inside = await aPublished({ title: `${word} interne`, visibility: 'staff' })
  const draft = await anArticle({ title: `${word} brouillon` })
  const open = await aPublished({ title: `${word} pour tous` })
  const withdrawn = await aPublished({ title: `${word} retiré` })
  await manager.caller.get(knowledgeApi.withdraw, { number: withdrawn.number, reason: 'périmé' })
  await agent.caller.get(knowledgeApi.draft, {
    number: open.number,
    content: contentOf({ title: `${word} secretdraft`, body: '<p>secretdraft</p>' }),
  })

  const { caller } = ormeRequester
  const seen = [own.number, open.number].toSorted()
  const listed = (await caller.get(knowledgeApi.list, { q: word })).items.map(({ number }) => number)
  assert.deepEqual(listed.toSorted(), seen)
  const all = JSON.stringify(await caller.get(knowledgeApi.list, { limit: 200 }))
  for (const { number } of [foreign, inside, draft, withdrawn])
    assert.ok(!all.includes(`"${number}"`), number)
  assert.ok(!/secretdraft|clientId|owner/.test(all), all)
  const found = (await caller.get(searchApi.find, { q: word })).items.map(({ address }) => address)
  assert.deepEqual(found.toSorted(), seen)
  const offered = await caller.get(knowledgeApi.suggest, { title: `${word} en panne`, limit: 20 })
  assert.deepEqual(offered.items.map(({ number }) => number).toSorted(), seen)
  for (const q of ['secretdraft', foreign.number, inside.number, draft.number, withdrawn.number]) {
    assert.deepEqual((await caller.get(searchApi.find, { q, kind: 'ART' })).items, [], q)
  }
  for (const number of seen) assert.equal((await readAsClient(number, ormeRequester)).number, number)
  for (const { number } of [foreign, inside, draft, withdrawn]) {
    assert.equal((await caller.call(knowledgeApi.read, { number })).status, 404, number)
    assert.equal((await caller.call(knowledgeApi.count, { number, what: 'opened' })).status, 404)
    assert.equal((await caller.call(knowledgeApi.judge, { number, isUseful: false })).status, 404)
  }
  assert.equal((await caller.call(knowledgeApi.create, { content: contentOf({}) })).status, 403)
  assert.equal((await technician.caller.call(knowledgeApi.list, {})).status, 403)
  const staffHits = await agent.caller.get(searchApi.find, { q: word, kind: 'ART' })
  assert.equal(staffHits.items.length, 5)
})

test('files and pictures of an article are read by who reads a published version that names them', async () => {
  const made = await anArticle({ title: 'Avec une capture' })
  const picture = await fileOf(made.number, png)
  const file = await fileOf(made.number, Buffer.from('mode d’emploi'), 'mode.pdf')
  const unnamed = await fileOf(made.number, Buffer.from('brouillon'), 'brouillon.txt')
  const svg = await fileOf(made.number, Buffer.from('<svg onload="alert(1)"/>'), 'x.png')
  const content = {
    ...contentOf({ body: `<p><img src="/api/v1/pictures/${picture.id}" alt="capture"></p>` }),
    files: [file.id],
  }
  await agent.caller.get(artefactApi.edit, { id: made.latest.id, version: made.latest.version, content })
  assert.equal((await fetchAs(hetreContact, `/pictures/${picture.id}`)).status, 404)
  await manager.caller.get(artefactApi.approve, { id: made.latest.id })

  const shown = await fetchAs(hetreContact, `/pictures/${picture.id}`)
  assert.deepEqual(shown.bytes, png)
  assert.equal(shown.headers['content-type'], 'image/png')
  assert.match(String(shown.headers['content-disposition']), /^inline/)
  assert.match(String(shown.headers['content-security-policy']), /sandbox/)
  assert.equal((await fetchAs(hetreContact, `/attachments/${file.id}`)).status, 200)
  assert.deepEqual(
    (await readAsClient(made.number, hetreContact)).files.map(({ name }) => name),
    ['mode.pdf'],
  )
  for (const id of [unnamed.id, svg.id]) {
    assert.equal((await fetchAs(hetreContact, `/attachments/${id}`)).status, 404)
  }
  assert.equal((await fetchAs(agent, `/pictures/${svg.id}`)).status, 404)
  assert.equal((await fetchAs(technician, `/attachments/${file.id}`)).status, 404)
  assert.equal(await attach(made.number, png, 'a.png', ormeRequester), 403)
  await manager.caller.get(knowledgeApi.withdraw, { number: made.number, reason: 'périmé' })
  assert.equal((await fetchAs(hetreContact, `/attachments/${file.id}`)).status, 404)

  const thief = await anArticle({ title: 'Ailleurs' })
  const stolen = { ...contentOf({}), files: [file.id] }
  assert.equal(
    (await agent.caller.call(knowledgeApi.draft, { number: thief.number, content: stolen })).status,
    400,
  )
  const quoting = contentOf({ title: 'Ailleurs', body: `<p><img src="/api/v1/pictures/${unnamed.id}"></p>` })
  const draft = await agent.caller.get(knowledgeApi.draft, { number: thief.number, content: quoting })
  await manager.caller.get(artefactApi.approve, { id: draft.id })
  assert.equal((await fetchAs(hetreContact, `/attachments/${unnamed.id}`)).status, 404)
})

test('a redacted file of an article is gone for everybody, and its journal says why', async () => {
  const made = await anArticle({ title: 'Une capture de trop' })
  const picture = await fileOf(made.number, png)
  const top = await anAgent(server, { roles: ['D'] })
  await top.caller.get(attachmentApi.redact, { id: picture.id, reason: 'un mot de passe s’y lit' })
  assert.equal((await fetchAs(agent, `/pictures/${picture.id}`)).status, 404)
  const { items } = await agent.caller.get(journalApi.ofSubject, { subject: made.id })
  assert.deepEqual(items.map(({ event }) => event).slice(-2), ['article.attached', 'journal.redacted'])
})

test('from a solution to an article and back: the ticket says which articles were of use, and offers those that may be', async () => {
  const { number } = await agent.caller.get(incidentApi.report, {
    title: 'File d’impression bloquée à l’accueil',
    clientId: orme.id,
    serviceId: service.id,
  })
  const made = Article.parse(
    await agent.caller.get(knowledgeApi.create, {
      content: contentOf({ title: 'Débloquer la file' }),
      from: number,
    }),
  )
  assert.deepEqual(
    made.records.map((one) => [one.number, one.kind]),
    [[number, 'origin']],
  )
  const useful = await aPublished({ title: 'File d’impression bloquée : la vider' })
  const foreign = await aPublished({
    title: 'File d’impression bloquée chez Hêtre',
    visibility: 'client',
    clientId: hetre.id,
  })
  const before = await agent.caller.get(knowledgeApi.ofRecord, { number })
  const offered = before.suggested.map((one) => one.number)
  assert.equal(offered[0], useful.number)
  assert.ok(!offered.includes(foreign.number) && !offered.includes(made.number))

  await agent.caller.get(knowledgeApi.link, { number: useful.number, record: number })
  await agent.caller.get(knowledgeApi.link, { number: useful.number, record: number })
  const after = await agent.caller.get(knowledgeApi.ofRecord, { number })
  assert.deepEqual(
    after.linked.map((one) => [one.number, one.kind]),
    [
      [useful.number, 'used'],
      [made.number, 'origin'],
    ],
  )
  assert.ok(!after.suggested.some((one) => one.number === useful.number))
  const { items } = await agent.caller.get(journalApi.ofRecord, { number })
  const told = items.filter(({ event }) => event === 'record.article-linked')
  assert.deepEqual(
    told.map(({ data, visibility }) => [data, visibility]),
    [
      [{ article: made.number, kind: 'origin' }, 'internal'],
      [{ article: useful.number, kind: 'used' }, 'internal'],
    ],
  )
  const { caller } = ormeRequester
  assert.equal((await caller.call(knowledgeApi.ofRecord, { number })).status, 403)
})

test('looked for in vain is kept as words and counts, without numbers or addresses, until somebody deals with it', async () => {
  const note = (someone: Someone, words: string, outcome: 'nothing' | 'asked') =>
    someone.caller.get(knowledgeApi.noteSearch, { words, outcome })
  await note(ormeRequester, 'Écran  NOIR', 'nothing')
  await note(hetreContact, 'écran noir', 'asked')
  await note(agent, 'ecran noir', 'nothing')
  for (const words of ['jean.dupont@example.test', 'ma carte 4970 1234', 'ab']) {
    await note(ormeRequester, words, 'nothing')
  }
  const gaps = async () => (await agent.caller.get(knowledgeApi.listGaps, {})).items
  const [gap, ...others] = await gaps()
  assert.deepEqual(others, [])
  assert.deepEqual(
    { ...gap, lastAt: '' },
    { words: 'ecran noir', byClients: 2, byStaff: 1, stillAsked: 1, lastAt: '' },
  )
  server.setNow('PT1M')
  await agent.caller.get(knowledgeApi.create, {
    content: contentOf({ title: 'Écran noir' }),
    gap: 'ecran noir',
  })
  assert.deepEqual(await gaps(), [])
  server.setNow('PT1M')
  await note(hetreContact, 'écran noir', 'nothing')
  assert.equal((await gaps()).length, 1)
  await agent.caller.get(knowledgeApi.closeGap, { words: 'ecran noir' })
  assert.deepEqual(await gaps(), [])
  assert.equal((await ormeRequester.caller.call(knowledgeApi.listGaps, {})).status, 403)
})

test('opened, helped and opinions are counts: who thinks again says it again, and nobody is named', async () => {
  const { number } = await aPublished({ title: 'Jugé' })
  for (const someone of [ormeRequester, hetreContact, agent]) {
    await someone.caller.get(knowledgeApi.count, { number, what: 'opened' })
  }
  await ormeRequester.caller.get(knowledgeApi.count, { number, what: 'helped' })
  await ormeRequester.caller.get(knowledgeApi.judge, { number, isUseful: false, word: 'trop court' })
  await ormeRequester.caller.get(knowledgeApi.judge, { number, isUseful: true, word: 'mieux' })
  await hetreContact.caller.get(knowledgeApi.judge, { number, isUseful: false })
  const { opened, helped, opinions } = await read(number)
  assert.deepEqual([opened, helped, opinions.useful, opinions.notUseful], [3, 1, 1, 1])
  assert.deepEqual(
    opinions.words.map(({ isUseful, word }) => [isUseful, word]),
    [[true, 'mieux']],
  )
  assert.ok(!JSON.stringify(opinions).includes(ormeRequester.id))
  assert.deepEqual((await readAsClient(number, ormeRequester)).myOpinion, { isUseful: true, word: 'mieux' })
  assert.equal((await readAsClient(number, hetreContact)).myOpinion?.word, '')
})

test('a review date that has come is told to the owner once, and putting it off asks again later', async () => {
  const made = await anArticle({ title: 'À revoir' })
  const today = server.surroundings.clock().toZonedDateTimeISO('Europe/Paris').toPlainDate()
  await manager.caller.get(artefactApi.approve, {
    id: made.latest.id,
    reviewOn: today.add({ days: 30 }).toString(),
  })
  const told = async () =>
    (await agent.caller.get(notificationApi.list, {})).items.filter(
      ({ event }) => event === 'article.review-due',
    )
  const run = () => server.runSchedule('tell-article-reviews')
  await run()
  assert.equal((await told()).length, 0)
  server.setNow('PT744H')
  await run()
  await run()
  assert.deepEqual(
    (await told()).map(({ cause }) => cause),
    [{ article: made.number, title: 'À revoir' }],
  )
  const due = (await agent.caller.get(knowledgeApi.list, { due: 'true' })).items.map(({ number }) => number)
  assert.deepEqual(due, [made.number])
  const later = today.add({ days: 60 }).toString()
  assert.equal(
    (await agent.caller.call(knowledgeApi.edit, { number: made.number, reviewOn: later })).status,
    403,
  )
  await manager.caller.get(knowledgeApi.edit, { number: made.number, reviewOn: later, ownerId: manager.id })
  const after = await read(made.number)
  assert.deepEqual([after.reviewOn, after.owner.id], [later, manager.id])
  const { status } = await manager.caller.call(knowledgeApi.edit, {
    number: made.number,
    ownerId: ormeRequester.id,
  })
  assert.equal(status, 400)
})

test('who approves hears of what waits, who wrote hears what became of it', async () => {
  const made = await anArticle({ title: 'Soumis' })
  await agent.caller.get(artefactApi.submit, { id: made.latest.id })
  await server.runReactions()
  const heard = async ({ caller }: Someone, event: string) =>
    (await caller.get(notificationApi.list, {})).items.filter(
      (one) => one.event === event && one.cause['article'] === made.number,
    ).length
  assert.equal(await heard(manager, 'article.submitted'), 1)
  await manager.caller.get(artefactApi.reject, { id: made.latest.id, reason: 'Il manque la fin' })
  await server.runReactions()
  assert.equal(await heard(agent, 'article.rejected'), 1)
  assert.equal((await read(made.number)).state, 'rejected')
})

test('a withdrawn article leaves lists and search, keeps its history, and can be put back', async () => {
  const { number } = await aPublished({ title: 'Passager xylophone' })
  assert.equal((await agent.caller.call(knowledgeApi.withdraw, { number, reason: 'essai' })).status, 403)
  await manager.caller.get(knowledgeApi.withdraw, { number, reason: 'plus utile' })
  const listed = async (state?: 'withdrawn') =>
    (await agent.caller.get(knowledgeApi.list, { q: 'xylophone', ...(state && { state }) })).items.length
  assert.equal(await listed(), 0)
  assert.equal((await read(number)).state, 'withdrawn')
  assert.deepEqual((await read(number, manager)).actions, ['return'])
  await manager.caller.get(knowledgeApi.putBack, { number })
  assert.equal(await listed(), 1)
})

test('lists are read page by page, and filtered by what was asked', async () => {
  const summaries = async (input: Parameters<typeof agent.caller.get<typeof knowledgeApi.list>>[1]) => {
    const { items, nextCursor } = await agent.caller.get(knowledgeApi.list, input)
    return { items: z.array(ArticleSummary).parse(items), nextCursor }
  }
  const first = await summaries({ limit: 3 })
  assert.equal(first.items.length, 3)
  assert.ok(first.nextCursor !== null)
  const rest = await summaries({ limit: 200, cursor: first.nextCursor })
  const numbers = [...first.items, ...rest.items].map(({ number }) => number)
  assert.equal(new Set(numbers).size, numbers.length)
  assert.ok(
    (await summaries({ visibility: 'staff' })).items.every(({ visibility }) => visibility === 'staff'),
  )
  assert.ok((await summaries({ state: 'draft' })).items.every(({ state }) => state === 'draft'))
  assert.ok((await summaries({ pending: 'draft' })).items.some(({ state }) => state === 'published'))
})
