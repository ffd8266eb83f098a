import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { events } from '../contract/src/events.ts'

const glossary = readFileSync('docs/glossary.md', 'utf8')
const known = new Set([...glossary.matchAll(/`([^`]+)`/g)].map(([, word]) => word))
const missing = (words: readonly string[]) => words.filter((word) => !known.has(word))

test('every module, table and subject of an event has its word in the glossary', () => {
  const modules = globSync('server/src/modules/*').map((path) => basename(path))
  const tables = globSync('server/migrations/*.sql').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/create table (\w+)/g)].map(([, name = '']) => name),
  )
  const subjects = Object.keys(events).map((name) => name.split('.')[0] ?? name)
  assert.ok(modules.length > 10 && tables.length > 20 && subjects.length > 20)
  assert.deepEqual(missing([...new Set([...modules, ...tables, ...subjects])]), [])
})

test('what happens to a record is named in the glossary', () => {
  assert.deepEqual(missing(Object.keys(events).filter((name) => name.startsWith('record.'))), [])
})
