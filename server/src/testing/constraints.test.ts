import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientApi } from '#contract/client/api.ts'
import { constraints } from '#contract/constraints.ts'
import { connectOwner } from '#platform/database/cluster.ts'
import { anAdministrator } from './makers.ts'
import { startServer } from './server.ts'

const server = await startServer()

test('every rule that has a sentence exists in the database', async () => {
  const client = await connectOwner(server.ownerUrl)
  const { rows } = await client.query<{ name: string }>(`
    select conname as name from pg_constraint union select relname from pg_class where relkind = 'i'
    union select (regexp_matches(prosrc, $$constraint = '(\\w+)'$$, 'g'))[1] from pg_proc`)
  await client.end()
  const known = new Set(rows.map((row) => row.name))
  assert.deepEqual(
    Object.keys(constraints).filter((name) => !known.has(name)),
    [],
  )
})

test('a broken rule is explained in the language of who broke it', async () => {
  const { caller } = await anAdministrator(server)
  await caller.get(clientApi.create, { name: 'Unique' })
  const { code, body } = await caller.call(clientApi.create, { name: 'unique' })
  assert.equal(code, 'already_exists')
  assert.partialDeepStrictEqual(body, { detail: constraints.client_name.fr })
})
