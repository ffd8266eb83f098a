import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { notificationApi } from '#contract/notification/api.ts'
import { reportApi } from '#contract/report/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, aClientPerson, anAgent, aService } from '../../testing/makers.ts'
import { aMailbox, rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer('2026-01-05T08:00:00Z')
const manager = await anAgent(server, { roles: ['RGS/AC', 'CS'], name: 'Robin Gestion' })
const desk = await anAgent(server)
const client = await aClient(server, { name: 'Menuiserie Essai' })
const other = await aClient(server)
const contact = await aClientPerson(server, { client, level: 'contact', name: 'Rose Référente' })
const signatory = await aClientPerson(server, { client, level: 'signatory' })
const requester = await aClientPerson(server, { client })
const stranger = await aClientPerson(server, { client: other, level: 'signatory' })
await aMailbox(server)
const { call: ask } = manager.caller
const { attempt } = byHand(server)

const service = await aService(server, { name: 'Messagerie' })
const { items: cis } = await manager.caller.get(configurationApi.list, { type: 'service' })
const serviceNumber = cis.find(({ name }) => name === 'Messagerie')?.number ?? ''

const add = (name: string, given: Record<string, unknown> = {}) =>
  manager.caller.get(configurationApi.create, { name, type: 'server', clientId: client.id, ...given })
const edit = async (number: string, change: Record<string, unknown>) => {
  const { version } = await manager.caller.get(configurationApi.read, { number })
  return manager.caller.get(configurationApi.edit, { number, version, reason: 'essai', ...change })
}
const report = (at?: string, from?: string) =>
  manager.caller.get(reportApi.read, {
    id: client.id,
    ...(at === undefined ? {} : { at }),
    ...(from === undefined ? {} : { from }),
  })

const mail = await add('SRV-MAIL', {
  location: 'Baie 1',
  ownerId: manager.id,
  attributes: { serial: 'S1', warrantyEnd: '2026-03-01', acquiredOn: '2023-01-31' },
})
const old = await add('SRV-OLD', { attributes: { serial: 'S2' } })
await manager.caller.get(configurationApi.relate, {
  from: serviceNumber,
  to: mail.number,
  kind: 'depends-on',
})

test('the report tells what there is, which services it carries and what ends', async () => {
  server.setNow('2026-01-10T08:00:00Z')
  const { items, summary, expiries } = await report()
  assert.deepEqual(
    items.map(({ number, location, owner, services }) => ({ number, location, owner, services })),
    [
      { number: mail.number, location: 'Baie 1', owner: 'Robin Gestion', services: ['Messagerie'] },
      { number: old.number, location: '', owner: null, services: [] },
    ],
  )
  assert.deepEqual(summary.types, [
    {
      type: { fr: 'Serveur', en: 'Server' },
      total: 2,
      states: [{ state: 'in-service', count: 2 }],
    },
  ])
  assert.deepEqual(
    expiries.map(({ number, on, days }) => ({ number, on, days })),
    [{ number: mail.number, on: '2026-03-01', days: 50 }],
  )
  assert.equal(items[0]?.verifiedAt, null)
})

test('history tells each change with its authority; what an item was or is elsewhere stays unsaid', async () => {
  server.setNow('2026-01-12T08:00:00Z')
  await edit(mail.number, { location: 'Baie 2', attributes: { warrantyEnd: '2027-03-01' } })
  server.setNow('2026-01-13T08:00:00Z')
  await edit(old.number, { clientId: other.id })
  server.setNow('2026-01-14T08:00:00Z')
  await edit(old.number, { location: 'Chez un autre' })
  const { history, summary, items } = await report(
    '2026-01-15T08:00:00Z'.replace('15', '14'),
    '2026-01-10T08:00:00Z',
  )
  assert.deepEqual(
    history.map(({ number, what, by, isCorrection }) => ({ number, what, by, isCorrection })),
    [
      { number: old.number, what: 'gone', by: 'Robin Gestion', isCorrection: true },
      { number: mail.number, what: 'changed', by: 'Robin Gestion', isCorrection: true },
    ],
  )
  assert.deepEqual(
    history[1]?.fields.map(({ label, before, after }) => [label.fr, before?.fr, after?.en]).toSorted(),
    [
      ['Emplacement', 'Baie 1', 'Baie 2'],
      ['Fin de garantie', '1er mars 2026', '1 March 2027'],
    ],
  )
  assert.deepEqual([summary.added, summary.changed, summary.gone], [0, 1, 1])
  assert.deepEqual(
    items.map(({ number }) => number),
    [mail.number],
  )
  assert.ok(!JSON.stringify(history).includes('Chez un autre'))
  assert.ok(!JSON.stringify(history).includes('essai'), 'the reason of a correction is not for clients')
})

test('a past instant says what it said then, whatever came later', async () => {
  server.setNow('2026-01-20T08:00:00Z')
  await manager.caller.get(configurationApi.verify, { number: mail.number })
  server.setNow('2026-01-21T08:00:00Z')
  const then = await report()
  assert.equal(then.items[0]?.verifiedAt, '2026-01-20T08:00:00Z')
  server.setNow('2026-02-01T08:00:00Z')
  await edit(mail.number, { name: 'SRV-MAIL-2', state: 'retired' })
  await manager.caller.get(configurationApi.verify, { number: mail.number })
  await add('SRV-NEW')
  const { extractedAt: _then, ...said } = then
  const { extractedAt: _now, ...says } = await report(then.at, then.from)
  assert.deepEqual(says, said)
  assert.equal((await report()).items[0]?.verifiedAt, '2026-02-01T08:00:00Z')
})

test('open tickets stand beside their items; those of one requester alone do not', async () => {
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Messages en retard',
    requesterId: requester.id,
    serviceId: service.id,
    urgency: 2,
    impact: 2,
  })
  await desk.caller.get(configurationApi.addToRecord, { number, ci: mail.number })
  const hidden = await desk.caller.get(incidentApi.report, {
    title: 'Affaire privée',
    requesterId: requester.id,
    serviceId: service.id,
    urgency: 2,
    impact: 2,
    isConfidential: true,
  })
  await desk.caller.get(configurationApi.addToRecord, { number: hidden.number, ci: mail.number })
  assert.deepEqual(
    (await report()).tickets.map(({ title, items }) => [title, items[0]?.number]),
    [['Messages en retard', mail.number]],
  )
})

test('issued, a report is kept whole, told to contacts and signatories, and acknowledged once', async () => {
  server.setNow('2026-02-10T08:00:00Z')
  const { items } = await manager.caller.get(reportApi.issue, {
    clientIds: [client.id, client.id],
    note: 'Bonne lecture <b>',
  })
  assert.equal(items.length, 1)
  const [issued] = items
  assert.ok(issued)
  await server.runReactions()
  const letters = await rowsOf<Record<string, unknown>>(
    server,
    `select p.name, m.subject, m.html from mail m join person p on p.id = m.person_id where m.event = 'report.issued' order by 1`,
  )
  assert.deepEqual(
    letters.map(({ name }) => name),
    [signatory.name, contact.name].toSorted(),
  )
  assert.match(String(letters[0]?.['html']), new RegExp(`/portail/parc/rapports/${issued.id}`))
  assert.match(String(letters[0]?.['html']), /Bonne lecture &lt;b&gt;/)

  const read = await contact.caller.get(reportApi.readIssued, { id: issued.id })
  assert.equal(read.mayAnswer, true)
  assert.equal(read.content.client.name, 'Menuiserie Essai')
  const [row] = await rowsOf<Record<string, unknown>>(
    server,
    `select content from configuration_report where id = '${issued.id}'`,
  )
  assert.equal(createHash('sha256').update(String(row?.['content'])).digest('hex'), read.sha256)

  await contact.caller.get(reportApi.answer, {
    id: issued.id,
    verdict: 'wrong',
    comment: 'Il manque le NAS.',
  })
  await server.runReactions()
  const { items: told } = await manager.caller.get(notificationApi.list, {})
  assert.ok(told.some(({ event, cause }) => event === 'report.disputed' && cause['report'] === issued.id))
  const answered = await signatory.caller.get(reportApi.answer, { id: issued.id, verdict: 'right' })
  assert.deepEqual(
    answered.answers.map(({ verdict, comment }) => [verdict, comment]),
    [
      ['right', ''],
      ['wrong', 'Il manque le NAS.'],
    ],
  )
  const again = await contact.caller.call(reportApi.answer, { id: issued.id, verdict: 'right' })
  assert.equal(again.status, 409)
  const chain = await rowsOf<Record<string, unknown>>(
    server,
    `select e.event from journal_entry e where e.subject_id = '${client.id}' and e.event like 'report.%' order by e.seq`,
  )
  assert.deepEqual(
    chain.map(({ event }) => event),
    ['report.issued', 'report.disputed', 'report.acknowledged'],
  )
  const { items: lines } = await manager.caller.get(reportApi.schedule, {})
  const line = lines.find(({ clientId }) => clientId === client.id)
  assert.deepEqual([line?.lastId, line?.changed, line?.verdict], [issued.id, 0, 'right'])
})

test('an error without a word is refused, and so is a period that ends before it begins', async () => {
  const { items } = await manager.caller.get(reportApi.list, {})
  const empty = await contact.caller.call(reportApi.answer, { id: items[0]?.id ?? '', verdict: 'wrong' })
  assert.equal(empty.status, 400)
  const turned = await ask(reportApi.read, {
    id: client.id,
    at: '2026-01-10T08:00:00Z',
    from: '2026-01-11T08:00:00Z',
  })
  assert.equal(turned.status, 400)
  const ahead = await ask(reportApi.read, { id: client.id, at: '2027-01-10T08:00:00Z' })
  assert.equal(ahead.status, 400)
})

test('nobody else reads it: not a requester, not another client, not by hand in the database either', async () => {
  const { items } = await manager.caller.get(reportApi.list, {})
  const id = items[0]?.id ?? ''
  for (const someone of [requester, stranger]) {
    assert.equal((await someone.caller.call(reportApi.readIssued, { id })).status, 404)
    assert.equal((await someone.caller.call(reportApi.issuedFile, { id })).status, 404)
    assert.equal((await someone.caller.call(reportApi.answer, { id, verdict: 'right' })).status, 404)
    assert.deepEqual((await someone.caller.get(reportApi.list, {})).items, [])
    assert.deepEqual((await attempt(someone, 'select 1 from configuration_report')).rows, [])
    assert.deepEqual((await attempt(someone, 'select 1 from configuration_report_answer')).rows, [])
  }
  assert.equal((await desk.caller.call(reportApi.issue, { clientIds: [client.id] })).status, 403)
})

test('what was sent is not rewritten, and nobody answers or writes in another’s name', async () => {
  const { items } = await manager.caller.get(reportApi.list, {})
  const id = items[0]?.id ?? ''
  const refused = async (...[someone, text]: Parameters<typeof attempt>) =>
    assert.ok((await attempt(someone, text)).refusal, text)
  await refused(manager, `update configuration_report set note = 'autre' where id = '${id}'`)
  await refused(manager, `delete from configuration_report where id = '${id}'`)
  await refused(contact, `update configuration_report_answer set comment = 'autre'`)
  await refused(
    contact,
    `insert into configuration_report_answer (report_id, verdict, comment, by_id, at) values ('${id}', 'wrong', 'faux', '${signatory.id}', scope.now())`,
  )
  await refused(
    stranger,
    `insert into configuration_report_answer (report_id, verdict, comment, by_id, at) values ('${id}', 'wrong', 'faux', '${stranger.id}', scope.now())`,
  )
  await refused(contact, `select append('${client.id}', 'organisation.ended', '{}', 'internal')`)
  await refused(requester, `select append('${client.id}', 'report.acknowledged', '{}', 'internal')`)
  await refused(contact, `select append('${other.id}', 'report.acknowledged', '{}', 'internal')`)
})

test('screen, PDF and table say the same, in both languages', async () => {
  const { items } = await manager.caller.get(reportApi.list, {})
  const id = items[0]?.id ?? ''
  for (const someone of [manager, contact]) {
    const pdf = await someone.caller.call(reportApi.issuedFile, { id, format: 'pdf' })
    assert.equal(pdf.status, 200)
    assert.match(pdf.body.slice(0, 8), /^%PDF-/)
    const csv = await someone.caller.call(reportApi.issuedFile, { id, format: 'csv' })
    assert.match(csv.body, /SRV-NEW/)
  }
  const catalogue = await manager.caller.call(reportApi.catalogue, {})
  assert.match(catalogue.body.slice(0, 8), /^%PDF-/)
})

test('under the same address it is a file where a format is asked for, and each is in the journal', async () => {
  const of = async (format: 'pdf' | 'csv') => {
    const { status, body, headers } = await ask(reportApi.read, { id: client.id, format })
    assert.equal(status, 200)
    const text: unknown = body
    assert.ok(typeof text === 'string')
    return { text, type: String(headers['content-type']) }
  }
  const [pdf, csv] = [await of('pdf'), await of('csv')]
  assert.match(pdf.text.slice(0, 8), /^%PDF-/)
  assert.match(csv.text, /SRV-MAIL/)
  assert.match(csv.type, /text\/csv/)
  const exported = await rowsOf(
    server,
    `select 1 from journal_entry where subject_id = '${client.id}' and event = 'report.exported'`,
  )
  assert.ok(exported.length >= 2)
})

test('what was seen to be otherwise stands in it, as long as it was not settled', async () => {
  await rowsOf(
    server,
    `insert into deviation (ci_id, field, standing, found, cause, first_seen, state, closed_at)
     values ('${mail.id}', 'memoryMb', '8192', '16384', 'differs', '2026-01-06T08:00:00Z', 'gone', '2026-01-08T08:00:00Z')`,
  )
  const [before, during, after] = [
    await report('2026-01-05T10:00:00Z'),
    await report('2026-01-07T08:00:00Z'),
    await report('2026-01-08T08:00:00Z'),
  ]
  assert.deepEqual([before.deviations, after.deviations], [[], []])
  assert.partialDeepStrictEqual(during.deviations, [
    { number: mail.number, label: { en: 'Memory (MB)' }, standing: { en: '8,192' }, found: { en: '16,384' } },
  ])
})
