import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { incidentApi } from '#contract/incident/api.ts'
import { letterApi, LetterTopic } from '#contract/letter/api.ts'
import { faultsIn, fillBody, fillSubject, variablesOf } from '#contract/letter/fill.ts'
import { aClient, aClientPerson, anAgent, aSupplierPerson } from '../../testing/makers.ts'
import { openPostOffice } from '../../testing/post-office.ts'
import { aMailbox } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'
import { kitLetters } from './kit-letters.ts'

const post = await openPostOffice()
const server = await startServer()
await aMailbox(server, { smtpHost: '127.0.0.1', smtpPort: post.port, smtpSecurity: 'none' })
const desk = await anAgent(server)
const [client, other] = [await aClient(server), await aClient(server)]

const write = (given: Record<string, unknown>) =>
  desk.caller.call(letterApi.write, {
    topic: 'received',
    language: 'fr',
    clientId: null,
    subject: 'Reçu : {{titre}}',
    body: '<p>Noté, {{demandeur}}.</p>',
    version: 0,
    ...given,
  })
const holds = async (clientId?: string) => {
  const { items } = await desk.caller.get(letterApi.list, clientId === undefined ? {} : { client: clientId })
  const found = items.find(({ topic, language }) => topic === 'received' && language === 'fr')
  return found === undefined ? null : [found.source, found.version, found.subject]
}
const receiptOf = async (clientOf: { id: string }) => {
  const person = await aClientPerson(server, { client: clientOf, name: 'Léa <Morin>' })
  await person.caller.get(incidentApi.report, {
    title: '{{demandeur}} & <b>moi</b>',
    affected: 'me',
    canWork: 'no',
  })
  const [receipt] = await post.collect(server)
  return receipt
}

test('the kit has a text for each letter in both languages, and every one of its variables is known', async () => {
  const kit = await kitLetters()
  for (const topic of LetterTopic.options)
    for (const language of ['fr', 'en'] as const) {
      const { subject, body } = kit[topic][language]
      assert.deepEqual([...faultsIn(topic, subject), ...faultsIn(topic, body)], [], `${topic} ${language}`)
      // Of two names each language uses its own.
      const own = variablesOf(topic, language)
      const used = [...`${subject}${body}`.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
      assert.deepEqual(
        used.filter((name) => !own.includes(name)),
        [],
        `${topic} ${language}`,
      )
    }
})

test('a client’s own text comes before the one for all, that one before the kit’s; each can be taken back', async () => {
  assert.deepEqual(await holds(), ['kit', 0, '{{titre}}'])
  assert.equal((await write({})).body.version, 1)
  assert.equal((await write({ clientId: client.id, subject: 'Pour vous' })).status, 200)
  assert.deepEqual(await holds(), ['all', 1, 'Reçu : {{titre}}'])
  assert.deepEqual(await holds(client.id), ['client', 1, 'Pour vous'])
  assert.deepEqual(await holds(other.id), ['all', 0, 'Reçu : {{titre}}'])
  assert.match((await receiptOf(client))?.subject ?? '', /Pour vous$/)
  const shared = await receiptOf(other)
  assert.match(shared?.subject ?? '', /Reçu : \{\{demandeur\}\} & <b>moi<\/b>$/)
  assert.match(shared?.html ?? '', /Noté, Léa &lt;Morin&gt;\./)
  const place = { topic: 'received' as const, language: 'fr' as const }
  const back = await desk.caller.get(letterApi.reset, { ...place, clientId: client.id, version: 1 })
  assert.deepEqual([back.source, back.version], ['all', 0])
  await desk.caller.get(letterApi.reset, { ...place, clientId: null, version: 1 })
  assert.deepEqual(await holds(client.id), ['kit', 0, '{{titre}}'])
  assert.equal(
    (await desk.caller.call(letterApi.reset, { ...place, clientId: null, version: 1 })).code,
    'not_found',
  )
})

test('two who write the same text do not overwrite each other, at the first time nor later', async () => {
  const place = { topic: 'closed', body: '<p>x</p>' }
  const first = await Promise.all([write({ ...place, subject: 'un' }), write({ ...place, subject: 'deux' })])
  assert.deepEqual(
    first.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
  assert.equal((await write({ ...place, subject: 'trois', version: 1 })).status, 200)
  const late = await write({ ...place, subject: 'quatre', version: 1 })
  assert.equal(late.code, 'stale_version')
  assert.match(JSON.stringify(late.body), /trois/)
})

test('a variable that this letter does not know is named where it stands, and none may stand inside a tag', async () => {
  for (const [given, fault] of [
    [{ body: '<p>{{prenom}}</p>' }, 'body: unknown variable prenom'],
    [{ body: '<p>{{solution}}</p>' }, 'body: unknown variable solution'],
    [{ subject: '{{titre' }, 'subject: unknown variable {{'],
    [{ body: '<a href="https://x.test/{{numero}}">x</a>' }, 'body: unknown variable numero'],
  ] as const) {
    const { code, body } = await write({ topic: 'visit', ...given })
    assert.equal(code, 'invalid_input')
    const found = JSON.parse(JSON.stringify(body)).errors.map(
      ({ path, message }: { path: string; message: string }) => `${path}: ${message}`,
    )
    assert.deepEqual(found, [fault])
  }
  const hostile = await write({
    topic: 'visit',
    body: '<p onclick="x">{{date}}<script>1</script><img src="https://t.test/x.gif"></p>',
  })
  assert.doesNotMatch(hostile.body.body, /onclick|script|https:/)
})

test('a preview fills a text by a ticket or by an example, and sends nothing', async () => {
  const person = await aClientPerson(server, { client })
  const { number } = await desk.caller.get(incidentApi.report, {
    title: 'Écran <noir>',
    requesterId: person.id,
  })
  const given = {
    topic: 'solved' as const,
    language: 'fr' as const,
    subject: '{{titre}}',
    body: '<p>{{numero}} {{titre}}</p><p>{{reponse}}</p>',
  }
  const shown = await desk.caller.get(letterApi.preview, { ...given, number })
  assert.equal(shown.subject, 'Écran <noir>')
  assert.match(
    shown.html,
    new RegExp(`^<p>${number} Écran &lt;noir&gt;</p><p><strong><a href="#">C’est réglé`),
  )
  assert.match((await desk.caller.get(letterApi.preview, given)).html, /INC-42/)
  assert.equal(
    (await desk.caller.call(letterApi.preview, { ...given, number: 'INC-999999' })).code,
    'not_found',
  )
  await post.collect(server)
})

test('who does not answer clients does not write their letters; clients and suppliers know of none', async () => {
  for (const someone of [await aClientPerson(server), await aSupplierPerson(server)])
    assert.equal((await someone.caller.call(letterApi.list, {})).status, 403)
  const top = await anAgent(server, { roles: ['D'] })
  assert.equal((await top.caller.get(letterApi.list, {})).mayWrite, false)
  assert.equal((await desk.caller.get(letterApi.list, {})).mayWrite, true)
  const { code } = await top.caller.call(letterApi.write, {
    topic: 'received',
    language: 'fr',
    subject: 'x',
    body: 'x',
    version: 0,
  })
  assert.equal(code, 'forbidden')
})

test('no value brings markup or another variable into a letter', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const html = fillBody('<p>{{titre}}</p>', { title: value, number: 'secret' })
      return !/[<>"]/.test(html.slice(3, -4)) && (value.includes('secret') || !html.includes('secret'))
    }),
  )
  fc.assert(fc.property(fc.string(), (value) => !/[\r\n]/.test(fillSubject('{{titre}}', { title: value }))))
})
