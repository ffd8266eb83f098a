import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standingOf, type Standing } from './standing.ts'

const nobody: Standing = {
  clientId: null,
  clientLevel: null,
  supplierId: null,
  roles: [],
  isAdministrator: false,
}

const good: [string, Partial<Standing>, Partial<Standing>][] = [
  ['a client’s person is CL and a requester', { clientId: 'c' }, { roles: ['CL'], clientLevel: 'requester' }],
  [
    'a client’s person keeps the level that is given',
    { clientId: 'c', clientLevel: 'signatory', roles: ['CL'] },
    { roles: ['CL'], clientLevel: 'signatory' },
  ],
  ['a supplier’s person is FT', { supplierId: 's' }, { roles: ['FT'], clientLevel: null }],
  [
    'a provider’s roles are kept once each, in order',
    { roles: ['CS', 'D', 'CS'], isAdministrator: true },
    { roles: ['D', 'CS'], isAdministrator: true },
  ],
]
for (const [name, given, expected] of good) {
  test(name, () => {
    assert.deepEqual(standingOf({ ...nobody, ...given }), { ...nobody, ...given, ...expected })
  })
}

const refused: [string, Partial<Standing>, string][] = [
  ['nobody belongs to a client and a supplier', { clientId: 'c', supplierId: 's' }, 'supplierId'],
  ['a client’s person has no provider role', { clientId: 'c', roles: ['CS'] }, 'roles'],
  ['a supplier’s person has no other role', { supplierId: 's', roles: ['FT', 'CS'] }, 'roles'],
  ['the provider’s people are neither CL nor FT', { roles: ['CL'] }, 'roles'],
  ['only a client’s person has a level', { roles: ['CS'], clientLevel: 'contact' }, 'clientLevel'],
  ['no client’s person is an administrator', { clientId: 'c', isAdministrator: true }, 'isAdministrator'],
]
for (const [name, given, path] of refused) {
  test(name, () => {
    assert.throws(
      () => standingOf({ ...nobody, ...given }),
      (error) => error instanceof Error && 'details' in error && JSON.stringify(error.details).includes(path),
    )
  })
}
