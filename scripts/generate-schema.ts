import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectOwner } from '../server/src/platform/database/cluster.ts'
import { prepareTemplate, startCluster, templateName } from '../server/src/testing/cluster.ts'

/** Writes the database's types from the migrated database; `--check` only says whether they are fresh. */
const target = 'server/src/platform/database/schema.ts'

/** Read as an instant; written as one, or as the text of one that a request gave. */
const instant = 'ColumnType<Temporal.Instant, Temporal.Instant | string, Temporal.Instant | string>'

const generate = async (url: string): Promise<string> => {
  const output = join(tmpdir(), `schema-${process.pid}.ts`)
  const mapping = { timestamptz: instant, int8: 'number', date: 'string', jsonb: 'unknown' }
  execFileSync(
    process.execPath,
    [
      'node_modules/kysely-codegen/dist/cli/bin.js',
      '--dialect=postgres',
      `--url=${url}`,
      `--out-file=${output}`,
      '--default-schema=public',
      '--include-pattern=public.*',
      `--type-mapping=${JSON.stringify(mapping)}`,
      `--overrides=${JSON.stringify({ columns: await closedLists(url) })}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore'] },
  )
  return readFileSync(output, 'utf8')
}

/** Read as an instant; written as one, or as the text of one that a request gave. */
/** A column that a check limits to a list of words has that list as its type. */
const closedLists = async (url: string): Promise<Record<string, string>> => {
  const client = await connectOwner(url)
  const { rows } = await client.query<{
    table: string
    column: string
    nullable: boolean
    fallback: boolean
    definition: string
  }>(`
    select c.conrelid::regclass::text as table, a.attname as column, not a.attnotnull as nullable, a.atthasdef as fallback,
      pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'c' and cardinality(c.conkey) = 1 and c.connamespace = 'public'::regnamespace order by 1, 2`)
  await client.end()
  const lists = rows.flatMap(({ table, column, nullable, fallback, definition }) => {
    const match = /\b\w+ (= ANY|<@) \(?\(?ARRAY\[([^\]]*)\]/.exec(definition)
    if (match === null) return []
    const words = [...(match[2] ?? '').matchAll(/'([^']*)'/g)].map(([, word]) => `"${word}"`)
    const one = words.join(' | ')
    const type = match[1] === '<@' ? `(${one})[]` : one
    const full = nullable ? `${type} | null` : type
    return [[`${table}.${column}`, fallback ? `Generated<${full}>` : full]]
  })
  return Object.fromEntries(lists)
}

const cluster = await startCluster()
try {
  await prepareTemplate(cluster)
  const fresh = await generate(cluster.urlOf(templateName, 'owner'))
  if (!process.argv.includes('--check')) writeFileSync(target, fresh)
  else if (readFileSync(target, 'utf8') !== fresh) {
    console.error(`${target} is stale: run "npm run fix".`)
    process.exitCode = 1
  }
} finally {
  await cluster.stop()
}
