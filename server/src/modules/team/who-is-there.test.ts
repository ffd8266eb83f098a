import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Role } from '#contract/role.ts'
import { whoIsThere, type Presence, type Told } from './who-is-there.ts'

const one = (id: string, roles: Role[], more: Partial<Presence> = {}): Presence => ({
  id,
  roles,
  isAway: false,
  isOnCall: false,
  onCallFor: [],
  substitutes: [],
  ...more,
})
const away = { isAway: true }

const cases: [string, Presence[], { role: Role; isOpen: boolean }, Told['why'], string[]][] = [
  [
    'all holders in service hours',
    [one('a', ['CS']), one('b', ['CS']), one('d', ['D'])],
    { role: 'CS', isOpen: true },
    'holders',
    ['a', 'b'],
  ],
  [
    'without who is away',
    [one('a', ['CS'], away), one('b', ['CS'])],
    { role: 'CS', isOpen: true },
    'holders',
    ['b'],
  ],
  [
    'with a named substitute beside the holders',
    [one('a', ['CS'], { ...away, substitutes: ['c'] }), one('b', ['CS']), one('c', [])],
    { role: 'CS', isOpen: true },
    'holders',
    ['b', 'c'],
  ],
  [
    'the substitute alone',
    [one('a', ['RGS/AC'], { ...away, substitutes: ['c'] }), one('c', [])],
    { role: 'RGS/AC', isOpen: true },
    'substitutes',
    ['c'],
  ],
  [
    'the substitute of the substitute',
    [
      one('a', ['RGS/AC'], { ...away, substitutes: ['c'] }),
      one('c', [], { ...away, substitutes: ['e'] }),
      one('e', []),
    ],
    { role: 'RGS/AC', isOpen: true },
    'substitutes',
    ['e'],
  ],
  [
    'two who stand in for each other, both away: top',
    [
      one('a', ['CS'], { ...away, substitutes: ['b'] }),
      one('b', ['CS'], { ...away, substitutes: ['a'] }),
      one('d', ['D']),
    ],
    { role: 'CS', isOpen: true },
    'top',
    ['d'],
  ],
  [
    'nobody: top management',
    [one('a', ['CS'], away), one('d', ['D'])],
    { role: 'CS', isOpen: true },
    'top',
    ['d'],
  ],
  [
    'nobody, top away: its substitute',
    [one('a', ['CS'], away), one('d', ['D'], { ...away, substitutes: ['s'] }), one('s', ['RGS/RC'])],
    { role: 'CS', isOpen: true },
    'top',
    ['s'],
  ],
  [
    'everybody away: the holders all the same',
    [one('a', ['CS'], away), one('d', ['D'], away)],
    { role: 'CS', isOpen: true },
    'everyone-away',
    ['a'],
  ],
  [
    'nobody holds it and nobody is there',
    [one('d', ['D'], away)],
    { role: 'CS', isOpen: true },
    'nobody',
    [],
  ],
  [
    'at night who is on call for it',
    [
      one('a', ['CS']),
      one('n', [], { isOnCall: true, onCallFor: ['CS'] }),
      one('m', [], { isOnCall: true, onCallFor: ['RGS/RC'] }),
    ],
    { role: 'CS', isOpen: false },
    'on-call',
    ['n'],
  ],
  [
    'at night whoever is on call where nobody is for it',
    [one('a', ['CS']), one('n', [], { isOnCall: true })],
    { role: 'CS', isOpen: false },
    'on-call',
    ['n'],
  ],
  [
    'by day the rota says nothing',
    [one('a', ['CS']), one('n', [], { isOnCall: true, onCallFor: ['CS'] })],
    { role: 'CS', isOpen: true },
    'holders',
    ['a'],
  ],
  [
    'on call and ill: who stands in',
    [one('a', ['CS']), one('n', [], { ...away, isOnCall: true, substitutes: ['s'] }), one('s', [])],
    { role: 'CS', isOpen: false },
    'on-call',
    ['s'],
  ],
  [
    'on call and ill, nobody stands in: the holders',
    [one('a', ['CS']), one('n', [], { ...away, isOnCall: true })],
    { role: 'CS', isOpen: false },
    'holders',
    ['a'],
  ],
  [
    'top management is told as itself, at night too',
    [one('d', ['D']), one('n', [], { isOnCall: true })],
    { role: 'D', isOpen: false },
    'holders',
    ['d'],
  ],
]
for (const [name, people, { role, isOpen }, why, told] of cases) {
  test(`told: ${name}`, () => {
    assert.deepEqual(whoIsThere(people, role, isOpen), { people: told, why })
  })
}

const ids = ['a', 'b', 'c', 'd', 'e']
const roles: Role[] = ['D', 'RGS/AC', 'RGS/RC', 'CS']
const anybody = fc.tuple(
  ...ids.map((id) =>
    fc.record({
      id: fc.constant(id),
      roles: fc.subarray(roles),
      isAway: fc.boolean(),
      isOnCall: fc.boolean(),
      onCallFor: fc.subarray(roles),
      substitutes: fc.subarray(ids.filter((other) => other !== id)),
    }),
  ),
)

test('law: nobody who is away is told while anybody of the chain is there, and nobody is told twice', () => {
  fc.assert(
    fc.property(anybody, fc.constantFrom(...roles), fc.boolean(), (people, role, isOpen) => {
      const told = whoIsThere(people, role, isOpen)
      assert.equal(new Set(told.people).size, told.people.length)
      if (told.why === 'everyone-away') return
      for (const id of told.people) assert.equal(people.find((one) => one.id === id)?.isAway, false)
      const isThere = people.some((one) => one.roles.includes(role) && !one.isAway)
      if (isThere) assert.ok(told.people.length > 0)
    }),
  )
})
