import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Context } from '#platform/context.ts'
import { escaped } from '#platform/database/matching.ts'
import type { Hit } from './records.ts'

interface Source {
  kind: Hit['kind']
  table: 'client' | 'person' | 'service' | 'supplier'
  context: RawBuilder<unknown>
}

const belonging = sql`coalesce((select c.name from client c where c.id = n.client_id),
  (select s.name from supplier s where s.id = n.supplier_id), n.email)`

const sources: readonly Source[] = [
  { kind: 'client', table: 'client', context: sql`null` },
  { kind: 'person', table: 'person', context: belonging },
  { kind: 'service', table: 'service', context: sql`null` },
  { kind: 'supplier', table: 'supplier', context: sql`null` },
]

/** People, clients, services and suppliers by any part of their name; where nobody has it, by nearly its letters. */
export const findNames = async ({ db }: Context, words: string, most: number): Promise<Hit[]> => {
  const exact = await read(db, most, (source) => findIn(source, words, hasPart(words, source)))
  return exact.length > 0
    ? exact
    : read(db, most, (source) => findIn(source, words, sql`plain(${words}) <<% plain(n.name)`))
}

const read = async (
  db: Context['db'],
  most: number,
  findIn: (source: Source) => RawBuilder<unknown>,
): Promise<Hit[]> => {
  const each = sources.map((source) => sql`(${findIn(source)})`)
  const { rows } = await sql<Hit>`select kind, address, title, context
    from (${sql.join(each, sql` union all `)}) found
    order by score desc, plain(title), address limit ${most}`.execute(db)
  return rows
}

/** The closest of two hundred: where more have it, more has to be typed. */
const findIn = ({ kind, table, context }: Source, words: string, matches: RawBuilder<SqlBool>) => sql`
  select ${sql.lit(kind)} as kind, n.id::text as address, n.name as title, ${context} as context,
    word_similarity(plain(${words}), plain(n.name)) as score
  from (select * from ${sql.table(table)} n where n.ended_at is null and (${matches}) limit 200) n`

/** One or two letters are looked for where words begin: inside words they would be everywhere, and no index knows them. */
const hasPart = (words: string, { table }: Source): RawBuilder<SqlBool> => {
  const given = escaped(words)
  const inName =
    words.length < 3
      ? sql<SqlBool>`plain(n.name) like plain(${given}) || '%' or plain(n.name) like '% ' || plain(${given}) || '%'`
      : sql<SqlBool>`plain(n.name) like '%' || plain(${given}) || '%'`
  return table === 'person' && words.length >= 3
    ? sql`${inName} or n.email like '%' || ${escaped(words.toLowerCase())} || '%'`
    : inName
}
