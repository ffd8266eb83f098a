import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import { Ci } from '#contract/configuration/shape.ts'
import { importApi } from '#contract/import/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { byHand } from '../../testing/by-hand.ts'
import { aClient, aClientPerson, anAgent, aSupplierPerson } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { importScene } from '../../testing/import-scene.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const { send, preview, begin, run, undo, download } = importScene(server)
const desk = await anAgent(server, { roles: ['CS'], name: 'Lucie Bureau' })
const manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Renée Gestion' })
const alpha = await aClient(server, { name: 'Alpha & Fils' })
let minute = 0
const later = () => {
  minute += 1
  server.setNow(Temporal.Instant.from('2026-03-02T09:00:00Z').add({ minutes: minute }).toString())
}
const found = async (q: string) => (await desk.caller.get(configurationApi.list, { q })).items
const readOne = async (number: string) => Ci.parse(await desk.caller.get(configurationApi.read, { number }))
const messages = ({
  lines,
}: {
  lines: { problems: { line: number; column: string | null; message: string }[] }[]
}) =>
  lines.flatMap(({ problems }) => problems.map(({ line, column, message }) => `${line} ${column} ${message}`))

test('columns are recognised by their headers in French and English, whatever separates them', async () => {
  const french = await preview(
    desk,
    'Nom;Type;Client;État;Emplacement;N° de série;Mémoire (Mo);Dépend de;Hébergé sur;Couleur préférée\nPC-1;Poste de travail;alpha & fils;En stock;Accueil;AA1;16384;;;bleu\n',
  )
  assert.deepEqual(
    french.columns.map(({ target }) => target),
    [
      'name',
      'type',
      'client',
      'state',
      'location',
      'attribute:serial',
      'attribute:memoryMb',
      'relation:depends-on:out',
      'relation:hosts:in',
      null,
    ],
  )
  assert.deepEqual(french.columns[9], { header: 'Couleur préférée', samples: ['bleu'], target: null })
  assert.deepEqual(french.counts, { create: 1, change: 0, nothing: 0, error: 0 })
  for (const separator of [',', '\t']) {
    const rows = [
      ['Name', 'Type', 'Customer', 'State', 'Location', 'Serial number', 'Depends on'],
      ['PC-1', 'Workstation', 'Alpha & Fils', 'In stock', 'Front desk', 'AA1', ''],
    ]
    const { columns, counts } = await preview(desk, rows.map((row) => row.join(separator)).join('\r\n'))
    assert.deepEqual(
      columns.map(({ target }) => target),
      ['name', 'type', 'client', 'state', 'location', 'attribute:serial', 'relation:depends-on:out'],
    )
    assert.equal(counts.create, 1)
  }
  assert.deepEqual(await found('PC-1'), [], 'nothing was written')
})

test('a file from Windows of long ago, quotes, breaks within quotes and a byte order mark are read', async () => {
  later()
  const old = Buffer.from(
    'Nom;Type;Emplacement\r\n"Poste ""Réception""";Poste de travail;"Rez-de-\r\nchaussée; à gauche"\r\n',
    'latin1',
  )
  assert.equal((await run(desk, old)).counts.create, 1)
  const [item] = await found('Poste "Réception"')
  assert.equal(item?.location, 'Rez-de- chaussée; à gauche')
  const marked = await preview(desk, '\uFEFFNom;Type;Emplacement\n"Poste ""Réception""";workstation;Étage\n')
  assert.deepEqual(marked.lines[0]?.changes, [
    { field: 'location', before: 'Rez-de- chaussée; à gauche', after: 'Étage' },
  ])
})

test('dates, numbers, yes and no, choices and owners are read as people write them', async () => {
  later()
  const made = await run(
    manager,
    'Nom;Type;Client;Responsable;Acquis le;Fin de garantie;Mémoire (Mo);Criticité;Description\n' +
      `SRV-DATES;Serveur;${alpha.id};Lucie Bureau;03/02/2026;2029-02-28;"16 384,5";2;"Deux <lignes>\net plus"\n`,
    { reason: 'reprise du parc' },
  )
  assert.deepEqual(made.counts, { create: 1, change: 0, nothing: 0, error: 0 })
  const number = (await found('SRV-DATES'))[0]?.number ?? ''
  const item = await readOne(number)
  assert.partialDeepStrictEqual(item, {
    clientId: alpha.id,
    ownerId: desk.id,
    criticality: 2,
    description: '<p>Deux &lt;lignes&gt;</p><p>et plus</p>',
    attributes: { acquiredOn: '2026-02-03', warrantyEnd: '2029-02-28', memoryMb: 16_384.5 },
  })
  const same = await preview(
    manager,
    `Nom;Type;Client;Acquis le;Mémoire (Mo);Description\nSRV-DATES;server;Alpha & Fils;3/2/2026;16384.5;"Deux <lignes>\net plus"\n`,
  )
  assert.deepEqual(same.counts, { create: 0, change: 0, nothing: 1, error: 0 })
  const environment = await run(
    manager,
    'Nom;Type;Usage;Données réelles\nENV-1;Environnement;Reprise;oui\nENV-2;environment;production;NON\n',
    { reason: 'reprise' },
  )
  assert.equal(environment.counts.create, 2)
  const [one] = await found('ENV-1')
  assert.deepEqual((await readOne(one?.number ?? '')).attributes, { purpose: 'recovery', hasRealData: true })
})

test('a line that is wrong says in which column and why, in the language of who reads; the others are imported', async () => {
  later()
  const file =
    'Nom;Type;Client;État;Mémoire (Mo);Fin de garantie;Lien\n' +
    'E-1;Poste de travail;Personne SARL;;;;\nE-2;Poste de travail;;Cassé;;;\nE-3;Poste de travail;;;beaucoup;;\n' +
    'E-4;Poste de travail;;;;31/02/2026;\n;Poste de travail;;;;;\nE-6;Soucoupe;;;;;\nE-7;;;;;;\nE-8;Écran;;;16;;\nE-9;Poste de travail;;;;;\nE-9;Poste de travail;;;;;\n'
  const seen = await preview(desk, file)
  assert.deepEqual(seen.counts, { create: 1, change: 0, nothing: 0, error: 9 })
  assert.deepEqual(messages(seen), [
    '2 Client « Personne SARL » est inconnu.',
    '3 État « Cassé » est inconnu.',
    '4 Mémoire (Mo) « beaucoup » n’est pas un nombre.',
    '5 Fin de garantie « 31/02/2026 » n’est pas une date : 2026-05-25 ou 25/05/2026.',
    '6 null Le nom manque.',
    '7 Type « Soucoupe » est inconnu.',
    '8 null Le type manque.',
    '9 Mémoire (Mo) Le type « Écran » n’a pas cette caractéristique.',
    '11 null La ligne 10 parle déjà du même élément.',
  ])
  const done = await run(desk, file)
  assert.deepEqual(done.counts, seen.counts)
  assert.equal(done.problemCount, 9)
  const errors = (await download(desk, `/imports/${done.id}/errors`)).toString('utf8')
  const lines = errors.split('\r\n')
  assert.equal(lines[0], '\uFEFFNom;Type;Client;État;Mémoire (Mo);Fin de garantie;Lien;Ligne;Motif du refus')
  assert.equal(
    lines[3],
    'E-3;Poste de travail;;;beaucoup;;;4;Mémoire (Mo) : « beaucoup » n’est pas un nombre.',
  )
  assert.equal(lines.length, 11)
  const { items } = await desk.caller.get(importApi.lines, { id: done.id, result: 'error', limit: 2 })
  assert.deepEqual(
    items.map(({ line }) => line),
    [2, 3],
  )
})

test('an item is found by number, by what is unique, by serial number, by client, type and name: what several match is no guess', async () => {
  later()
  const make = (given: Record<string, unknown>) =>
    desk.caller.get(configurationApi.create, {
      type: 'workstation',
      name: 'M-1',
      clientId: alpha.id,
      ...given,
    })
  const tagged = await make({ name: 'M-TAG', attributes: { assetTag: 'INV-1', serial: 'S-1' } })
  const twins = [await make({ name: 'M-TWIN' }), await make({ name: 'M-TWIN' })]
  const serials = [
    await make({ attributes: { serial: 'S-2' } }),
    await make({ attributes: { serial: 'S-3' } }),
  ]
  const head = 'CI;Nom;Type;Client;N° d’inventaire;N° de série;Emplacement\n'
  const seen = await preview(
    desk,
    `${head}${tagged.number};;;;;;Bureau 1\n;Autre nom;workstation;;inv-1;;Bureau 2\n;M-1;workstation;;;s-2;Bureau 3\n;M-1;workstation;Alpha & Fils;;S-9;Bureau 4\n;M-TWIN;workstation;Alpha & Fils;;;Bureau 5\nCI-99999;X;workstation;;;;\n`,
  )
  assert.deepEqual(
    seen.lines.map(({ result, number }) => [result, number]),
    [
      ['change', tagged.number],
      ['error', tagged.number],
      ['change', serials[0]?.number],
      ['create', null],
      ['error', null],
      ['error', null],
    ],
  )
  assert.deepEqual(messages(seen), [
    '3 null La ligne 2 parle déjà du même élément.',
    `6 null Plusieurs éléments correspondent : ${twins.map(({ number }) => number).join(', ')}. Donnez le numéro.`,
    '7 null « CI-99999 » n’est pas le numéro d’un élément du parc.',
  ])
})

test('relations come by numbers and names, also of items in the same file; who cannot be found is an error', async () => {
  later()
  const host = await manager.caller.get(configurationApi.create, {
    type: 'server',
    name: 'HÔTE-1',
    clientId: alpha.id,
  })
  const file =
    'Nom;Type;Client;Hébergé sur;Dépend de\n' +
    `VM-A;Machine virtuelle;Alpha & Fils;hote-1;\nVM-B;Machine virtuelle;Alpha & Fils;${host.number};VM-A\nVM-C;Machine virtuelle;Alpha & Fils;;VM-A; \nVM-D;Machine virtuelle;Alpha & Fils;;NULLE-PART\nVM-E;Machine virtuelle;Alpha & Fils;;VM-D\nÉCRAN;Écran;Alpha & Fils;HÔTE-1;\n`
  const seen = await preview(manager, file)
  assert.deepEqual(seen.counts, { create: 3, change: 0, nothing: 0, error: 3 })
  assert.deepEqual(messages(seen), [
    '5 Dépend de « NULLE-PART » ne désigne aucun élément du parc ni du fichier.',
    '6 Dépend de « VM-D » ne désigne aucun élément du parc ni du fichier.',
    '7 Hébergé sur Ces deux types d’éléments ne se relient pas ainsi.',
  ])
  const done = await run(manager, file, { reason: 'reprise' })
  assert.deepEqual(done.counts, seen.counts)
  const [b] = await found('VM-B')
  const { relations } = await readOne(b?.number ?? '')
  assert.deepEqual(
    relations.map(({ kind, isOutgoing, name }) => [kind, isOutgoing, name]),
    [
      ['depends-on', true, 'VM-A'],
      ['hosts', false, 'HÔTE-1'],
    ],
  )
  assert.deepEqual((await preview(manager, file)).counts, { create: 0, change: 0, nothing: 3, error: 3 })
  later()
  const bears = await run(manager, `CI;Héberge\n${b?.number};VM-A\n`)
  assert.deepEqual(bears.counts, { create: 0, change: 1, nothing: 0, error: 0 })
  const ring = await run(manager, 'Nom;Type;Client;Héberge\nVM-A;virtual-machine;Alpha & Fils;VM-B\n')
  assert.partialDeepStrictEqual(ring, { counts: { nothing: 1, error: 0 }, problemCount: 1 })
  const { items } = await manager.caller.get(importApi.lines, { id: ring.id })
  assert.match(
    items[0]?.problems[0]?.message ?? '',
    /^L’élément est écrit, mais pas sa relation avec « VM-B »/,
  )
})

test('controlled items in service are imported by who answers for the configuration, with a reason; by the desk they are errors', async () => {
  later()
  const file = 'Nom;Type;Emplacement\nSRV-CTL;Serveur;Baie 1\n'
  const refused = await preview(desk, file)
  assert.deepEqual(messages(refused), [
    '2 null Élément contrôlé en production (État) : seul le responsable de la gestion des services peut l’importer.',
  ])
  assert.equal((await run(desk, file)).counts.error, 1)
  assert.equal((await preview(manager, file)).needsReason, true)
  assert.equal((await run(manager, file)).counts.error, 1, 'no reason, nothing written')
  assert.equal((await run(manager, file, { reason: 'reprise du tableur' })).counts.create, 1)
  later()
  const moved = 'Nom;Type;Emplacement;Description\nSRV-CTL;Serveur;Baie 2;\n'
  assert.equal((await preview(desk, moved)).counts.error, 1)
  assert.equal((await preview(desk, 'Nom;Type;Description\nSRV-CTL;Serveur;Un mot\n')).counts.change, 1)
  assert.equal((await run(manager, moved, { reason: 'déménagement' })).counts.change, 1)
  const number = (await found('SRV-CTL'))[0]?.number ?? ''
  const { items } = await desk.caller.get(configurationApi.history, { number })
  assert.deepEqual(
    items.map(({ source, byName, authority }) => [source, byName, authority?.reason]),
    [
      ['file', 'Renée Gestion', 'déménagement'],
      ['file', 'Renée Gestion', 'reprise du tableur'],
    ],
  )
  const planned = await run(desk, 'Nom;Type;État\nSRV-PLAN;Serveur;Prévu\n')
  assert.equal(planned.counts.create, 1)
})

test('only new items, or only changes, are written where that is asked for', async () => {
  later()
  await run(desk, 'Nom;Type\nMODE-1;workstation\n')
  const file = 'Nom;Type;Emplacement\nMODE-1;workstation;Ici\nMODE-2;workstation;Là\n'
  assert.deepEqual((await preview(desk, file, { mode: 'create' })).counts, {
    create: 1,
    change: 0,
    nothing: 1,
    error: 0,
  })
  assert.deepEqual((await preview(desk, file, { mode: 'change' })).counts, {
    create: 0,
    change: 1,
    nothing: 1,
    error: 0,
  })
  const done = await run(desk, 'Nom\nMODE-3\n', { type: 'printer', client: alpha.id, mapping: ['name'] })
  assert.equal(done.counts.create, 1)
  assert.partialDeepStrictEqual((await found('MODE-3'))[0], { type: 'printer', clientId: alpha.id })
})

test('an import is undone as a whole, but for what somebody touched since', async () => {
  later()
  const before = await desk.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'U-OLD',
    location: 'Avant',
    attributes: { manufacturer: 'Dell' },
  })
  const also = await desk.caller.get(configurationApi.create, {
    type: 'workstation',
    name: 'U-ALSO',
    location: 'Avant',
  })
  later()
  const file =
    'Nom;Type;Emplacement;Fabricant;Dépend de\n' +
    'U-OLD;workstation;Après;HP;\nU-ALSO;workstation;Après;HP;\nU-NEW;workstation;Neuf;;U-OLD\nU-EDITED;workstation;Neuf;;\nU-TICKET;workstation;Neuf;;\n'
  const done = await run(desk, file)
  assert.deepEqual(done.counts, { create: 3, change: 2, nothing: 0, error: 0 })
  later()
  await desk.caller.get(configurationApi.edit, { number: also.number, version: 2, location: 'Ailleurs' })
  const [edited] = await found('U-EDITED')
  await desk.caller.get(configurationApi.edit, {
    number: edited?.number ?? '',
    version: 1,
    description: 'vu',
  })
  const [ticket] = await found('U-TICKET')
  const incident = await desk.caller.get(incidentApi.report, {
    title: 'Panne',
    clientId: alpha.id,
    channel: 'phone',
    caller: 'Zoé',
  })
  await desk.caller.get(configurationApi.addToRecord, { number: incident.number, ci: ticket?.number ?? '' })
  later()
  const seen = await desk.caller.get(importApi.previewUndo, { id: done.id })
  assert.deepEqual(
    { ...seen, kept: seen.kept.map(({ name, reason, fields }) => [name, reason, fields]) },
    {
      ended: 1,
      restored: 1,
      relations: 1,
      kept: [
        ['U-ALSO', 'changed', ['location']],
        ['U-EDITED', 'changed', ['description']],
        ['U-TICKET', 'used', []],
      ],
      keptCount: 3,
      needsReason: false,
    },
  )
  const undone = await undo(desk, done.id)
  assert.partialDeepStrictEqual(undone, { state: 'undone', keptCount: 3, actions: [] })
  assert.partialDeepStrictEqual(await readOne(before.number), {
    location: 'Avant',
    attributes: { manufacturer: 'Dell' },
    relations: [],
    version: 3,
  })
  assert.partialDeepStrictEqual(await readOne(also.number), {
    location: 'Ailleurs',
    attributes: { manufacturer: 'HP' },
  })
  assert.deepEqual(await found('U-NEW'), [])
  assert.equal((await found('U-EDITED')).length, 1)
  const again = await desk.caller.call(importApi.undo, { id: done.id })
  assert.equal(again.code, 'not_possible')
  const { items } = await desk.caller.get(journalApi.ofSubject, { subject: done.id })
  assert.deepEqual(items.map(({ event }) => event).toSorted(), [
    'import.finished',
    'import.started',
    'import.undo-started',
    'import.undone',
  ])
})

test('imports are the provider’s business: outsiders see neither files nor lines, not even by hand', async () => {
  later()
  const { id } = await begin(desk, 'Nom;Type;Client\nSECRET-1;workstation;Alpha & Fils\n')
  const contact = await aClientPerson(server, { client: alpha, level: 'contact' })
  const technician = await aSupplierPerson(server)
  const { scoped } = byHand(server)
  for (const outsider of [contact, technician]) {
    assert.equal((await send(outsider, 'Nom\nx\n')).status, 403)
    for (const endpoint of [importApi.read, importApi.lines, importApi.previewUndo, importApi.errors])
      assert.equal((await outsider.caller.call(endpoint, { id })).code, 'forbidden')
    assert.equal((await outsider.caller.call(importApi.export, {})).code, 'forbidden')
    for (const table of ['import', 'import_line', 'ci_unique'])
      await assert.rejects(
        scoped(outsider, async (run) => run(`select * from ${table}`)),
        /permission denied/,
      )
  }
  assert.equal((await send(null, 'Nom\nx\n')).status, 401)
  await assert.rejects(
    scoped(desk, async (run) => run(`update import_line set cells = '{}' where import_id = '${id}'`)),
    /permission denied/,
  )
  await assert.rejects(
    scoped(desk, async (run) => run(`delete from import where id = '${id}'`)),
    /permission denied/,
  )
  await server.runChore('run-imports')
})
