import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demonstrationName, readConfig } from '#platform/config.ts'
import { servedName } from './start.ts'

test('a database that was given is called what its address says, so that its backup is of it and of no other', () => {
  const given = {
    DATABASE_URL: 'postgresql://trousse_app:a@db.example/firm%20one',
    DATABASE_OWNER_URL: 'postgresql://trousse_owner:o@db.example/firm%20one',
  }
  assert.equal(servedName(readConfig(given)), 'firm one')
  assert.equal(servedName(readConfig({ ...given, TROUSSE_DEMO: '1' })), demonstrationName)
  assert.equal(servedName(readConfig({})), 'trousse')
})
