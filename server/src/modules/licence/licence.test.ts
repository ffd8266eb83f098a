import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutputOf } from '#contract/endpoint.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { licenceApi } from '#contract/licence/api.ts'
import { personApi } from '#contract/person/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClientPerson, anAdministrator, anAgent, aSupplierPerson } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { anEstate } from '../../testing/software.ts'

const server = await startServer('2026-03-20T09:00:00Z')
const admin = await anAdministrator(server)
const desk = await anAgent(server)
const { attempt } = byHand(server)

const titleOf = async (q: string, client?: string) => {
  const { items } = await desk.caller.get(licenceApi.listTitles, {
    q,
    ...(client === undefined ? {} : { client }),
  })
  const [title] = items
  assert.ok(title !== undefined, `${q} is a title`)
  return title
}

const aLicence = async (
  title: string,
  clientId: string | null,
  given: Record<string, string | number> = {},
) => {
  const { number } = await admin.caller.get(licenceApi.follow, {
    id: (await titleOf(title)).id,
    type: 'licence',
    clientId,
    attributes: { metric: 'installation', quantity: 1, ...given },
    reason: 'Commande du 3 mars',
  })
  return number
}
const judged = (number: string) => desk.caller.get(licenceApi.read, { number })
const use = (from: string, to: string) =>
  desk.caller.get(configurationApi.relate, { from, to, kind: 'uses-licence' })

test('a title says on how many machines it is, in how many versions and since when; its page says where', async () => {
  const [one, other] = [await anEstate(server), await anEstate(server)]
  const first = server.surroundings.clock()
  await one.report('TIT-1', { Dessin: '1.0', Partout: '9' })
  await one.report('TIT-2', { Dessin: '2.0' })
  await other.report('TIT-3', { Dessin: '2.0' })
  await one.report('TIT-1', { Dessin: '2.0' })
  const title = await titleOf('dessin')
  assert.deepEqual([title.machines, title.versions, title.publisher], [3, 1, 'Éditeur de Dessin'])
  assert.ok(title.firstSeen !== null && title.lastSeen !== null)
  const since = Temporal.Instant.from(title.firstSeen).since(first).total('minutes')
  assert.ok(since > 0 && since < 3, `seen since the first report: ${since}`)
  assert.equal((await titleOf('dessin', one.id)).machines, 2)
  assert.equal((await titleOf('éditeur de dessin', other.id)).machines, 1)
  const { items } = await desk.caller.get(licenceApi.listInstallations, { id: title.id, client: one.id })
  assert.deepEqual(
    items.map(({ name, version }) => `${name} ${version}`),
    ['TIT-1 2.0', 'TIT-2 2.0'],
  )
  const page = await desk.caller.get(licenceApi.readTitle, {
    id: title.id,
  })
  assert.deepEqual(
    page.seen.map(({ version, machines }) => `${version} ${machines}`),
    ['2.0 3'],
  )
  assert.equal((await desk.caller.get(licenceApi.listTitles, { q: 'Partout' })).items.length, 0)
})

test('titles come page after page in every order, each once', async () => {
  const { id, report } = await anEstate(server)
  await report('ORD-1', { 'Ordre A': '1', 'Ordre B': '1', 'Ordre C': '1' })
  await report('ORD-2', { 'Ordre B': '1', 'Ordre D': '1' })
  await report('ORD-3', { 'Ordre B': '1', 'Ordre C': '1' })
  const expected = { name: 'ABCD', machines: 'BCAD', recent: 'DABC' } as const
  for (const sort of ['name', 'machines', 'recent'] as const) {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: OutputOf<typeof licenceApi.listTitles> = await desk.caller.get(licenceApi.listTitles, {
        client: id,
        sort,
        limit: 1,
        ...(cursor === '' ? {} : { cursor }),
      })
      seen.push(...page.items.map(({ title }) => title.slice(-1)))
      cursor = page.nextCursor
    }
    assert.equal(seen.join(''), expected[sort], sort)
  }
  const broken = await desk.caller.call(licenceApi.listTitles, { cursor: 'WyJ4IiwieCJd', sort: 'machines' })
  assert.equal(broken.status, 400)
})

test('a machine that is retired counts nowhere any more', async () => {
  const { id, report } = await anEstate(server)
  const number = await report('RET-1', { Retraite: '1' })
  await report('RET-2', { Retraite: '1' })
  const { version } = await desk.caller.get(configurationApi.read, { number })
  await desk.caller.get(configurationApi.edit, { number, version, state: 'retired' })
  assert.equal((await titleOf('Retraite', id)).machines, 1)
})

test('a title becomes an item that shows where it is installed, once for each client; retiring the item undoes it', async () => {
  const { id: clientId, report } = await anEstate(server)
  await report('SUI-1', { Suivi: '16.2' })
  await report('SUI-2', { Suivi: '17.0' })
  const { id } = await titleOf('Suivi')
  const follow = { id, type: 'application', clientId, versions: '16.*' }
  assert.equal((await desk.caller.call(licenceApi.follow, follow)).code, 'needs_authority')
  const { number } = await admin.caller.get(licenceApi.follow, { ...follow, reason: 'Logiciel métier' })
  const item = await desk.caller.get(configurationApi.read, { number })
  assert.deepEqual([item.name, item.attributes['publisher']], ['Suivi', 'Éditeur de Suivi'])
  const { items } = await desk.caller.get(licenceApi.titlesOf, { number })
  assert.deepEqual(
    items.map(({ title, versions, machines, seen }) => ({ title, versions, machines, seen })),
    [{ title: 'Suivi', versions: '16.*', machines: 1, seen: [{ version: '16.2', machines: 1 }] }],
  )
  assert.equal((await titleOf('Suivi')).isFollowed, true)
  const second = await admin.caller.call(licenceApi.follow, { ...follow, reason: 'Encore' })
  assert.equal(second.code, 'already_exists')
  await admin.caller.get(configurationApi.edit, {
    number,
    version: item.version,
    state: 'retired',
    reason: 'Plus suivi',
  })
  assert.equal((await titleOf('Suivi')).isFollowed, false)
  assert.ok((await admin.caller.call(licenceApi.follow, { ...follow, reason: 'De nouveau' })).status === 201)
})

test('two who follow one title at once make one item', async () => {
  const { id: clientId, report } = await anEstate(server)
  await report('DEUX-1', { Deux: '1' })
  const { id } = await titleOf('Deux')
  const follow = { id, type: 'application', clientId, reason: 'Ensemble' }
  const answers = await Promise.all([1, 2, 3].map(() => admin.caller.call(licenceApi.follow, follow)))
  assert.deepEqual(answers.map(({ status }) => String(status)).toSorted(), ['201', '409', '409'])
})

test('a title is not followed as a workstation or a service, nor what nobody has seen', async () => {
  const { report } = await anEstate(server)
  await report('TYPE-1', { Type: '1' })
  const { id } = await titleOf('Type')
  for (const type of ['workstation', 'service'])
    assert.equal((await admin.caller.call(licenceApi.follow, { id, type })).status, 400, type)
  const nothing = { id: desk.id, type: 'application', reason: 'Rien' }
  assert.equal((await admin.caller.call(licenceApi.follow, nothing)).status, 404)
})

test('a licence is over-used by what is installed, says on which machines, and is put right by an assignment and a removal', async () => {
  const { id, report } = await anEstate(server)
  const numbers = [
    await report('LIC-1', { Compta: '1' }),
    await report('LIC-2', { Compta: '1' }),
    await report('LIC-3', { Compta: '2' }),
  ]
  const number = await aLicence('Compta', id, { quantity: 2 })
  const before = await judged(number)
  assert.deepEqual(
    [before.state, before.bought, before.used, before.installed, before.difference],
    ['over-used', 2, 3, 3, -1],
  )
  assert.deepEqual(
    before.machines.map(({ name, problem, versions }) => `${name} ${problem} ${versions.join()}`),
    ['LIC-1 unassigned 1', 'LIC-2 unassigned 1', 'LIC-3 beyond 2'],
  )
  await use(numbers[0] ?? '', number)
  await use(numbers[1] ?? '', number)
  const findings = (await desk.caller.get(configurationApi.audit, { client: id })).rules
  const [finding] = findings.find(({ rule }) => rule === 'licence-over-used')?.items ?? []
  assert.deepEqual(
    [finding?.number, finding?.told],
    [number, { fr: '3 prises pour 2 achetées : LIC-3', en: '3 taken for 2 bought: LIC-3' }],
  )
  await report('LIC-3', { Autre: '1' })
  const after = await judged(number)
  assert.deepEqual([after.state, after.used, after.because], ['ok', 2, []])
  const none = (await desk.caller.get(configurationApi.audit, { client: id })).rules
  assert.equal(none.find(({ rule }) => rule === 'licence-over-used')?.count, 0)
})

test('machines of another client do not count, unless the licence serves all', async () => {
  const [one, other] = [await anEstate(server), await anEstate(server)]
  await one.report('CLI-1', { Antivirus: '1' })
  await other.report('CLI-2', { Antivirus: '1' })
  const own = await aLicence('Antivirus', one.id, { quantity: 5 })
  assert.deepEqual((await judged(own)).installed, 1)
  const shared = await aLicence('Antivirus', null, { quantity: 5 })
  const { installed, machines } = await judged(shared)
  assert.deepEqual([installed, machines.map(({ name }) => name)], [1, ['CLI-2']])
  const { items } = await desk.caller.get(licenceApi.list, { client: one.id })
  assert.deepEqual(
    items.map((licence) => licence.number),
    [own],
  )
  const { items: ofNone } = await desk.caller.get(licenceApi.list, { client: 'none', state: 'ok' })
  assert.ok(ofNone.some((licence) => licence.number === shared))
})

test('a machine that was assigned is named when it lacks the software, when it is silent and when it has no agent', async () => {
  const { id, report } = await anEstate(server)
  const lacking = await report('ABS-1', { Rien: '1' })
  const quiet = await report('ABS-2', { Absence: '1' })
  await report('ABS-4', { Absence: '1' })
  const { number: mute } = await desk.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'ABS-3',
    clientId: id,
  })
  const number = await aLicence('Absence', id, { quantity: 9 })
  for (const machine of [lacking, quiet, mute]) await use(machine, number)
  server.setNow('PT960H')
  await report('ABS-1', { Rien: '2' })
  const problems = async (silentDays: number) => {
    const { machines } = await desk.caller.get(licenceApi.read, { number, silentDays })
    return machines.map(({ name, problem }) => `${name} ${problem}`)
  }
  assert.deepEqual(await problems(30), [
    'ABS-1 not-seen',
    'ABS-2 silent',
    'ABS-3 no-agent',
    'ABS-4 unassigned',
  ])
  assert.ok((await problems(90)).includes('ABS-2 null'))
})

test('a licence that has expired and is used on is found; its last day is good', async () => {
  const { id, report } = await anEstate(server)
  await report('ECH-1', { Echue: '1' })
  const today = server.surroundings.clock().toString().slice(0, 10)
  const good = await aLicence('Echue', id, { expiresOn: today })
  assert.equal((await judged(good)).state, 'ok')
  server.setNow('PT48H')
  const { state, because } = await judged(good)
  assert.equal(state, 'expired')
  assert.deepEqual(because, [
    { code: 'expired', count: 2 },
    { code: 'expired-in-use', count: 1 },
  ])
  const { rules } = await desk.caller.get(configurationApi.audit, { client: id })
  const [finding] = rules.find(({ rule }) => rule === 'licence-expired-in-use')?.items ?? []
  assert.deepEqual([finding?.on, finding?.told?.fr], [today, 'Encore sur ECH-1'])
})

test('a licence by user is held by people of its client; who has left is named, and gives it back', async () => {
  const { id, report } = await anEstate(server)
  await report('UTI-1', { Messages: '1' })
  const number = await aLicence('Messages', id, { metric: 'user' })
  const person = await aClientPerson(server, { client: { id } })
  const stranger = await aClientPerson(server)
  assert.equal((await judged(number)).state, 'not-counted')
  assert.equal((await desk.caller.call(licenceApi.assign, { number, personId: stranger.id })).status, 400)
  await desk.caller.get(licenceApi.assign, { number, personId: person.id })
  assert.equal(
    (await desk.caller.call(licenceApi.assign, { number, personId: person.id })).code,
    'already_exists',
  )
  assert.equal((await judged(number)).state, 'ok')
  await admin.caller.get(personApi.end, { id: person.id })
  const left = await judged(number)
  assert.deepEqual([left.state, left.holders.map(({ hasLeft }) => hasLeft)], ['unused', [true]])
  await desk.caller.get(licenceApi.withdraw, { number, personId: person.id })
  assert.equal((await desk.caller.call(licenceApi.withdraw, { number, personId: person.id })).status, 404)
  assert.deepEqual((await judged(number)).holders, [])
  const { id: subject } = await desk.caller.get(configurationApi.read, { number })
  const { items } = await admin.caller.get(journalApi.ofSubject, { subject })
  const told = items.map(({ event }) => event)
  for (const event of ['ci.title-added', 'ci.licence-assigned', 'ci.licence-withdrawn'])
    assert.ok(told.includes(event), event)
})

test('a licence covers several titles, each in the versions that were named; what is taken away covers no more', async () => {
  const { id, report } = await anEstate(server)
  await report('SUITE-1', { Tableur: '16.3' })
  await report('SUITE-2', { Traitement: '15.1', Tableur: '15.0' })
  const number = await aLicence('Tableur', id, { quantity: 5 })
  const [first] = (await desk.caller.get(licenceApi.titlesOf, { number })).items
  await desk.caller.get(licenceApi.removeTitle, { number, id: first?.id ?? '' })
  assert.equal((await judged(number)).installed, null)
  await desk.caller.get(licenceApi.addTitle, { number, titleId: first?.titleId ?? '', versions: '16.*' })
  assert.equal((await judged(number)).installed, 1)
  const other = await titleOf('Traitement')
  await desk.caller.get(licenceApi.addTitle, { number, titleId: other.id })
  const { installed, titles } = await judged(number)
  assert.deepEqual([installed, titles], [2, ['Tableur', 'Traitement']])
  const again = await desk.caller.call(licenceApi.addTitle, { number, titleId: other.id })
  assert.equal(again.code, 'already_exists')
})

test('in a pattern only the asterisk stands for anything', async () => {
  const fits = async (version: string, pattern: string) => {
    const { rows } = await attempt(desk, `select fits_version($1, $2) as fits`, [version, pattern])
    return rows[0]?.['fits']
  }
  assert.deepEqual(
    [
      await fits('16.2', '16.*'),
      await fits('116.2', '16.*'),
      await fits('16x2', '16_2'),
      await fits('50%', '50%'),
      await fits('505', '50%'),
      await fits('1\\2', '1\\2'),
      await fits('1.0-RC', '*-rc'),
      await fits('anything', ''),
    ],
    [true, false, false, true, false, true, true, true],
  )
})

test('the list leaves as a file with what is wrong in words, and that it left is journaled', async () => {
  const { id, report } = await anEstate(server)
  await report('CSV-1', { '=Formule': '1' })
  await aLicence('=Formule', id, { quantity: 0 })
  const { caller } = await anAgent(server)
  const { text, status } = await (async () => {
    const response = await server.app.inject({
      method: 'GET',
      url: `/api/v1/licences/export?client=${id}`,
      headers: { authorization: `Bearer ${desk.token}` },
    })
    return { text: response.body, status: response.statusCode }
  })()
  assert.equal(status, 200)
  assert.match(text, /Dépassée/)
  assert.match(text, /1 place prise de plus que ce qui est acheté\. 1 machine l’a sans affectation\./)
  assert.match(text, /;'=Formule;/)
  const { rows } = await attempt(
    admin,
    `select count(*)::int as count from journal_entry where event = 'organisation.licences-exported'`,
  )
  assert.deepEqual(rows, [{ count: 1 }])
  assert.equal((await caller.call(licenceApi.list, {})).status, 200)
})

test('clients and suppliers see nothing of it, neither through the door nor by hand', async () => {
  const { id, report } = await anEstate(server)
  await report('SEC-1', { Secret: '1' })
  const number = await aLicence('Secret', id)
  const client = await aClientPerson(server, { client: { id }, level: 'signatory' })
  const supplier = await aSupplierPerson(server)
  for (const someone of [client, supplier]) {
    assert.equal((await someone.caller.call(licenceApi.list, {})).status, 403)
    assert.equal((await someone.caller.call(licenceApi.titlesOf, { number })).status, 403)
    for (const table of ['ci_title', 'licence_holder', 'software_title', 'installation']) {
      assert.equal((await attempt(someone, `select * from ${table}`)).refusal, '42501', table)
      assert.equal((await attempt(someone, `delete from ${table}`)).refusal, '42501', table)
    }
    const planted = `insert into licence_holder (ci_id, person_id, since) select id, '${someone.id}', scope.now() from ci`
    assert.equal((await attempt(someone, planted)).refusal, '42501')
  }
  // The client knows its licence as one of its items.
  const { items } = await client.caller.get(configurationApi.list, { type: 'licence' })
  assert.deepEqual(
    items.map((item) => item.number),
    [number],
  )
})

test('what was written down is ended, never rewritten, by the desk’s own hand either', async () => {
  for (const text of [
    'delete from ci_title',
    'delete from licence_holder',
    `update ci_title set versions = 'x'`,
    'update licence_holder set person_id = ci_id',
  ])
    assert.equal((await attempt(desk, text)).refusal, '42501', text)
})
