import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { judge, type AssignedMachine, type LicenceFacts } from './compliance.ts'

const today = '2026-03-20'
const aLicence = (given: Partial<LicenceFacts> = {}): LicenceFacts => ({
  id: 'L',
  clientId: 'A',
  state: 'in-service',
  metric: 'installation',
  quantity: 2,
  expiresOn: null,
  coversTitles: true,
  installed: [],
  assigned: [],
  holders: [],
  ...given,
})
const heard = (...ids: string[]): AssignedMachine[] =>
  ids.map((id) => ({ id, hasAgent: true, isSilent: false }))
const silent = (id: string): AssignedMachine => ({ id, hasAgent: true, isSilent: true })
const mute = (id: string): AssignedMachine => ({ id, hasAgent: false, isSilent: true })
const people = (...ids: string[]) => ids.map((personId) => ({ personId, hasLeft: false }))

const verdictOf = (given: Partial<LicenceFacts>) => {
  const verdict = judge([aLicence(given)], today).get('L')
  assert.ok(verdict !== undefined)
  return verdict
}

const cases: [string, Partial<LicenceFacts>, string, string][] = [
  [
    'as many as bought, all assigned and seen',
    { assigned: heard('1', '2'), installed: ['1', '2'] },
    'ok 2/2 0',
    '',
  ],
  ['seen without assignment, a seat is free', { installed: ['1'] }, 'ok 1/2 1', 'unassigned 1'],
  ['one more seen than bought', { installed: ['1', '2', '3'] }, 'over-used 3/2 -1', 'beyond 1, unassigned 3'],
  [
    'one more assigned than bought',
    { assigned: heard('1', '2', '3') },
    'over-used 3/2 -1',
    'beyond 1, not-seen 3',
  ],
  [
    'a machine that is assigned and seen takes one seat',
    { assigned: heard('1'), installed: ['1'] },
    'ok 1/2 1',
    '',
  ],
  ['nothing assigned, nothing seen', {}, 'unused 0/2 2', 'nobody 1'],
  ['assigned, and not there', { assigned: heard('1') }, 'unused 1/2 1', 'not-seen 1'],
  ['assigned, and silent', { assigned: [silent('1')] }, 'unused 1/2 1', 'silent 1'],
  ['assigned, installed, and silent', { assigned: [silent('1')], installed: ['1'] }, 'ok 1/2 1', 'silent 1'],
  ['assigned, and nothing can tell', { assigned: [mute('1')] }, 'ok 1/2 1', 'no-agent 1'],
  ['without software, assigned', { coversTitles: false, assigned: heard('1') }, 'ok 1/2 1', 'no-title 1'],
  [
    'expired and used on',
    { expiresOn: '2026-03-10', installed: ['1'] },
    'expired 1/2 1',
    'expired 10, expired-in-use 1',
  ],
  [
    'without software and without anybody: nobody knows',
    { coversTitles: false },
    'not-counted 0/2 2',
    'no-title 1',
  ],
  ['expired and gone', { expiresOn: '2026-03-19' }, 'expired 0/2 2', 'expired 1'],
  ['on its last day', { expiresOn: today, installed: ['1'] }, 'ok 1/2 1', 'unassigned 1'],
  ['no quantity', { quantity: null, installed: ['1'] }, 'not-counted -/- -', 'no-quantity 1, unassigned 1'],
  ['a quantity below nothing', { quantity: -3 }, 'not-counted -/- -', 'no-quantity 1'],
  [
    'half a licence is none',
    { quantity: 0.5, installed: ['1'] },
    'over-used 1/0 -1',
    'beyond 1, unassigned 1',
  ],
  ['no metric', { metric: null, installed: ['1'] }, 'not-counted -/2 -', 'no-metric 1'],
  ['by processor', { metric: 'processor', installed: ['1'] }, 'not-counted -/2 -', 'processor 1'],
  [
    'for a site',
    { metric: 'site', quantity: null, installed: ['1', '2', '3'] },
    'not-counted -/- -',
    'site 1',
  ],
  ['ordered', { state: 'ordered', installed: ['1'] }, 'not-counted -/2 -', 'not-yet 1, unassigned 1'],
  [
    'by user, within',
    { metric: 'user', holders: people('a', 'b'), installed: ['1', '2', '3'] },
    'ok 2/2 0',
    '',
  ],
  ['by user, too many', { metric: 'user', holders: people('a', 'b', 'c') }, 'over-used 3/2 -1', 'beyond 1'],
  ['by user, nobody', { metric: 'user' }, 'unused 0/2 2', 'nobody 1'],
  ['by user, nobody, but seen', { metric: 'user', installed: ['1'] }, 'not-counted 0/2 2', 'no-holder 1'],
  [
    'by user, all have left',
    { metric: 'user', holders: [{ personId: 'a', hasLeft: true }] },
    'unused 1/2 1',
    'left 1',
  ],
]
for (const [name, given, figures, because] of cases) {
  test(`a licence: ${name}`, () => {
    const { state, used, bought, difference, because: reasons } = verdictOf(given)
    assert.equal(`${state} ${used ?? '-'}/${bought ?? '-'} ${difference ?? '-'}`, figures)
    assert.equal(reasons.map(({ code, count }) => `${code} ${count}`).join(', '), because)
  })
}

test('two licences of one software fill up one after the other, and only what finds no seat is beyond', () => {
  const installed = ['1', '2', '3', '4']
  const verdicts = judge(
    [aLicence({ id: 'one', installed }), aLicence({ id: 'two', quantity: 1, installed })],
    today,
  )
  assert.deepEqual(
    [...verdicts.values()].map(({ state, used }) => `${state} ${used}`),
    ['over-used 3', 'ok 1'],
  )
  assert.equal(verdicts.get('one')?.machines.get('4'), 'beyond')
})

test('a machine to which another licence was assigned takes no seat here', () => {
  const installed = ['1', '2']
  const verdicts = judge(
    [
      aLicence({ id: 'one', quantity: 1, installed }),
      aLicence({ id: 'two', quantity: 1, installed, assigned: heard('1') }),
    ],
    today,
  )
  assert.equal(verdicts.get('one')?.state, 'ok')
  assert.deepEqual([...(verdicts.get('one')?.machines.keys() ?? [])], ['2'])
  assert.deepEqual(verdicts.get('one')?.because.at(-1), { code: 'elsewhere', count: 1 })
})

test('a client’s own licence is filled before one that serves several, which takes the rest', () => {
  const verdicts = judge(
    [
      aLicence({ id: 'shared', clientId: null, quantity: 5, installed: ['1', '2', '3', '9'] }),
      aLicence({ id: 'own', quantity: 2, installed: ['1', '2', '3'] }),
    ],
    today,
  )
  assert.deepEqual(
    ['own', 'shared'].map((id) => [...(verdicts.get(id)?.machines.keys() ?? [])].toSorted().join()),
    ['1,2', '3,9'],
  )
})

test('a licence for the whole site, or one by user, keeps a machine from standing beyond another', () => {
  for (const metric of ['site', 'user']) {
    const verdicts = judge(
      [
        aLicence({ id: 'one', quantity: 0, installed: ['1'] }),
        aLicence({ id: 'two', metric, quantity: 3, installed: ['1'] }),
      ],
      today,
    )
    assert.equal(verdicts.get('one')?.used, 0, metric)
  }
})

test('what an expired licence covered goes over to one that is good', () => {
  const verdicts = judge(
    [
      aLicence({ id: 'old', expiresOn: '2026-01-01', installed: ['1'], assigned: heard('1') }),
      aLicence({ id: 'new', installed: ['1', '2'] }),
    ],
    today,
  )
  assert.equal(verdicts.get('new')?.used, 2)
})

test('every machine that is seen and not assigned takes one seat of one good licence, and none has more free seats than it has', () => {
  const machine = fc.constantFrom(...'abcdefgh')
  const one = fc.record({
    clientId: fc.constantFrom('A', null),
    quantity: fc.integer({ min: 0, max: 6 }),
    installed: fc.uniqueArray(machine),
    assigned: fc.uniqueArray(machine),
    isOver: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 5 }), (drawn) => {
      const licences = drawn.map(({ assigned, isOver, ...given }, place) =>
        aLicence({
          ...given,
          id: String(place),
          assigned: heard(...assigned),
          expiresOn: isOver ? '2026-01-01' : null,
        }),
      )
      const verdicts = judge(licences, today)
      const good = licences.filter(({ expiresOn }) => expiresOn === null)
      for (const name of new Set(good.flatMap(({ installed }) => installed))) {
        const covering = good.filter(({ installed }) => installed.includes(name))
        const holding = covering.filter(({ assigned }) => assigned.some(({ id }) => id === name))
        const counting = covering.filter(({ id }) => verdicts.get(id)?.machines.has(name) === true)
        assert.equal(counting.length, Math.max(1, holding.length))
      }
      for (const licence of good) {
        const verdict = verdicts.get(licence.id)
        const problems = [...(verdict?.machines.values() ?? [])]
        const free = problems.filter((problem) => problem === 'unassigned').length
        assert.ok(free <= Math.max(0, (licence.quantity ?? 0) - licence.assigned.length))
        const isBeyond = problems.includes('beyond')
        if (isBeyond) assert.equal(verdict?.state, 'over-used')
      }
    }),
  )
})
