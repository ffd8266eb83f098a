import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { clustersOf, wordsOf } from './likeness.ts'
import { windowsOf } from './windows.ts'

const told = (titles: readonly string[], category: string | null = null) =>
  titles.map((title, index) => ({ id: `INC-${index + 1}`, title, category }))

test('titles that say the same in other words, orders and spellings are found together, with the words that they share', () => {
  const found = clustersOf(
    told([
      'Bourrage papier sur l’imprimante du bureau 12',
      'Imprimante du secrétariat : bourrage papier',
      'VPN refusé depuis la maison',
      'Encore un bourrage de papier, imprimante 2e étage',
      'Bourage papier imprimante',
      'Le VPN est refusé',
      'Écran noir au démarrage',
    ]),
  )
  assert.deepEqual(
    found.map(({ ids }) => ids),
    [
      ['INC-1', 'INC-2', 'INC-4', 'INC-5'],
      ['INC-3', 'INC-6'],
    ],
  )
  assert.deepEqual(found[0]?.words.toSorted(), ['bourrage', 'imprimante', 'papier'])
  assert.deepEqual(found[1]?.words.toSorted(), ['refuse', 'vpn'])
  assert.deepEqual(found[1]?.said.toSorted(), ['refusé', 'vpn'])
  assert.deepEqual(
    found.map(({ typical }) => typical),
    ['Imprimante du secrétariat : bourrage papier', 'Le VPN est refusé'],
  )
})

test('one word that everybody uses makes no group', () => {
  assert.deepEqual(
    clustersOf(told(['Imprimante sans encre', 'Imprimante hors ligne', 'Clavier cassé', 'Souris perdue'])),
    [],
  )
})

test('a title of nothing but idle words, of numbers or of nothing joins nobody', () => {
  assert.deepEqual(clustersOf(told(['Problème urgent', 'problème', '12 34', '…'])), [])
  assert.deepEqual(wordsOf('Le problème n’est pas là : 404'), [])
})

test('the same titles always give the same groups, each incident in one at most', () => {
  const word = fc.constantFrom(
    'vpn',
    'imprimante',
    'bourrage',
    'papier',
    'lenteur',
    'excel',
    'écran',
    'noir',
    'mail',
  )
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 5 }), { maxLength: 40 }), (titles) => {
      const all = told(titles.map((words) => words.join(' ')))
      const found = clustersOf(all)
      assert.deepEqual(clustersOf(all), found)
      const ids = found.flatMap((one) => one.ids)
      assert.equal(new Set(ids).size, ids.length)
      assert.ok(found.every((one) => one.ids.length > 1 && one.words.length > 0))
    }),
  )
})

test('twenty thousand titles are grouped, how long it takes is said in the log', (report) => {
  const things = [
    'imprimante',
    'vpn',
    'excel',
    'téléphone',
    'écran',
    'sauvegarde',
    'messagerie',
    'wifi',
    'badge',
    'serveur',
  ]
  const troubles = ['lent', 'bloqué', 'refusé', 'perdu', 'cassé', 'noir', 'muet', 'plein', 'absent', 'chaud']
  const titles = Array.from(
    { length: 20_000 },
    (_, n) => `${things[n % 10]} ${troubles[Math.floor(n / 10) % 10]} bureau${Math.floor(n / 100) % 40}`,
  )
  const began = performance.now()
  assert.ok(clustersOf(told(titles)).length >= 20)
  // Each with a word of its own, and of a thousand usual ones.
  const varied = Array.from(
    { length: 20_000 },
    (_, n) => `${things[n % 10]} ${troubles[(n * 7) % 10]} usuel${n % 997} seul${n} mot${(n * 31) % 613}`,
  )
  assert.ok(clustersOf(told(varied)).length > 0)
  report.diagnostic(`forty thousand titles in ${Math.round(performance.now() - began)} ms`)
})

const spanOf = (from: string, until: string) => ({
  from: Temporal.PlainDate.from(from),
  until: Temporal.PlainDate.from(until),
})
const plainOf = ({ from, until }: { from: Temporal.PlainDate; until: Temporal.PlainDate }) =>
  `${from.toString()}/${until.toString()}`

test('a month is held against the six months before it and those of a year before', () => {
  const { past, yearBefore, isLong } = windowsOf(spanOf('2026-03-01', '2026-04-01'))
  assert.deepEqual(past.map(plainOf).slice(-2), ['2026-01-01/2026-02-01', '2026-02-01/2026-03-01'])
  assert.equal(past.length, 6)
  assert.equal(plainOf(yearBefore), '2025-03-01/2025-04-01')
  assert.equal(yearBefore.past.length, 6)
  assert.equal(isLong, false)
})

test('a quarter has three before it, ten days have six of ten days, a year has the year before', () => {
  assert.equal(windowsOf(spanOf('2026-01-01', '2026-04-01')).past.length, 3)
  assert.deepEqual(
    windowsOf(spanOf('2026-03-05', '2026-03-15')).past.map(plainOf).at(-1),
    '2026-02-23/2026-03-05',
  )
  const year = windowsOf(spanOf('2025-01-01', '2026-01-01'))
  assert.deepEqual(year.past.map(plainOf), ['2024-01-01/2025-01-01'])
  assert.equal(year.isLong, true)
})

test('the windows of a period never overlap, and the year before ends before its past begins', () => {
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((days) => Temporal.PlainDate.from('2020-01-01').add({ days }))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 182 }), (from, days) => {
      const { period, past, yearBefore } = windowsOf({ from, until: from.add({ days }) })
      const inOrder = [...yearBefore.past, yearBefore, ...past, period]
      for (const [index, span] of inOrder.entries()) {
        const next = inOrder[index + 1]
        if (next !== undefined)
          assert.ok(Temporal.PlainDate.compare(span.until, next.from) <= 0, plainOf(span))
      }
    }),
  )
})
