import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { configurationApi } from '#contract/configuration/api.ts'
import { CiType, ciStates } from '#contract/configuration/shape.ts'
import { personApi } from '#contract/person/api.ts'
import { z } from 'zod'
import { aClient, aClientPerson, anAgent, aService, aSupplier } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { importScene } from '../../testing/import-scene.ts'

const server = await startServer('2026-03-02T09:00:00Z')
const { preview, download } = importScene(server)
const manager = await anAgent(server, { roles: ['RGS/AC', 'CS'], name: 'Renée Gestion' })
const clients = [
  await aClient(server, { name: 'Alpha; & "Fils"' }),
  await aClient(server, { name: '=Bravo' }),
]
const supplier = await aSupplier(server)
const namesakes = [
  await aClientPerson(server, { client: { id: clients[0]?.id ?? '' }, name: 'Jean Martin' }),
  await aClientPerson(server, { client: { id: clients[1]?.id ?? '' }, name: 'Jean Martin' }),
]
await aService(server, { name: 'Messagerie', description: '<p>Le <strong>courrier</strong></p>' })
await manager.caller.get(configurationApi.createType, {
  key: 'probe',
  name: { fr: 'Sonde', en: 'Probe' },
  attributes: [
    { key: 'place', kind: 'text', name: { fr: 'Emplacement', en: 'Location' } },
    { key: 'size', kind: 'number', name: { fr: 'Taille' } },
    { key: 'isOn', kind: 'boolean', name: { fr: 'Allumée', en: 'On' } },
    { key: 'since', kind: 'date', name: { fr: 'Depuis' } },
    { key: 'other', kind: 'ci', name: { fr: 'Autre élément' } },
    { key: 'words', kind: 'longText', name: { fr: 'Mots' } },
    { key: 'link', kind: 'url', name: { fr: 'Lien' } },
    {
      key: 'level',
      kind: 'choice',
      name: { fr: 'Niveau' },
      options: [
        { value: 'a', name: { fr: 'b' } },
        { value: 'b', name: { fr: 'Haut' } },
        { value: 'c', name: { fr: 'haut' } },
      ],
    },
  ],
})

/** Text as people paste it: formulas, quotes, separators, breaks, other scripts. */
const text = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '=1+1',
        "'=x",
        '-5',
        '+33 1',
        '@x',
        'a;b,c\td',
        '"q"',
        'ligne 1\nligne 2',
        '<p>x</p>',
        '_x000D_',
        '01/02/2026',
        'oui',
        '1,5',
        'é€中',
      ),
    )
    .map((given) => given.replaceAll('\0', '').toWellFormed().trim().slice(0, most))
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const item = fc.record({
  type: fc.constantFrom('probe', 'workstation'),
  name: text(100).filter((name) => name.replaceAll(/\p{Cc}/gu, '').trim() !== ''),
  state: fc.constantFrom(...ciStates),
  clientId: fc.constantFrom(null, ...clients.map(({ id }) => id)),
  ownerId: fc.constantFrom(null, manager.id, ...namesakes.map(({ id }) => id)),
  supplierId: fc.constantFrom(null, supplier.id),
  location: text(100),
  description: fc.oneof(
    text(200),
    fc.constant('<p>Un <strong>mot</strong> &amp; deux</p><ul><li>x</li></ul>'),
  ),
  criticality: fc.constantFrom(null, 1, 2, 3),
  place: optional(text(50)),
  size: optional(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())),
  isOn: optional(fc.boolean()),
  since: optional(
    fc
      .date({ min: new Date('1890-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
  ),
  other: optional(fc.constantFrom('CI-1', 'CI-77')),
  words: optional(text(300)),
  link: optional(fc.constantFrom('https://example.test/?a=1;b=2', 'rustdesk://1')),
  level: optional(fc.constantFrom('a', 'b', 'c')),
})

const Answer = z.object({ number: z.string() })

test('what was exported changes nothing when it is imported: in any format, both languages, whatever the values are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { minLength: 8, maxLength: 12 }),
      fc.constantFrom('csv', 'xlsx'),
      fc.constantFrom('fr', 'en'),
      async (items, format, language) => {
        for (const {
          type,
          name,
          state,
          clientId,
          ownerId,
          supplierId,
          location,
          description,
          criticality,
          ...rest
        } of items) {
          const attributes: Record<string, string | number | boolean> = {}
          for (const [key, value] of Object.entries(rest)) if (value !== undefined) attributes[key] = value
          Answer.parse(
            await manager.caller.get(configurationApi.create, {
              type,
              name,
              state,
              clientId,
              ownerId,
              supplierId,
              location,
              description,
              criticality,
              attributes: type === 'probe' ? attributes : { manufacturer: rest.place ?? 'x' },
            }),
          )
        }
        const { version } = await manager.caller.get(personApi.read, { id: manager.id })
        await manager.caller.call(personApi.edit, { id: manager.id, version, language })
        const file = await download(manager, `/cis/export?format=${format}`)
        const seen = await preview(manager, file)
        const unexpected = seen.lines.filter(({ result }) => result !== 'nothing')
        assert.deepEqual(unexpected, [])
        assert.equal(seen.counts.nothing, seen.lineCount)
        assert.ok(
          seen.columns.every(({ target }) => target !== null),
          JSON.stringify(seen.columns),
        )
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
})

test('an export takes the filters of the list, and an instant; types that do not occur give no columns', async () => {
  const [header = '', ...lines] = (await download(manager, '/cis/export?type=service'))
    .toString('utf8')
    .trimEnd()
    .split('\r\n')
  assert.equal(lines.length, 1)
  assert.ok(!header.includes('Niveau') && header.includes('Heures'), header)
  server.setNow('2026-03-03T09:00:00Z')
  const past = JSON.parse(
    (await download(manager, '/cis/export?format=json&at=2026-03-01T00:00:00Z')).toString('utf8'),
  )
  assert.deepEqual(past, [])
  const types = z.array(CiType).parse((await manager.caller.get(configurationApi.listTypes, {})).items)
  assert.ok(types.length > 20)
  assert.equal(await download(manager, '/cis/export?format=pdf').catch(() => 'refused'), 'refused')
})
