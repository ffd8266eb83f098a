import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** Contains these words somewhere, accents and case aside; its index is a trigram one on plain(column). */
export const contains = (column: string, words: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`plain(${sql.ref(column)}) like '%' || plain(${escaped(words)}) || '%'`

/** In a pattern, what people type stands for itself. */
export const escaped = (words: string): string => words.replaceAll(/[\\%_]/g, String.raw`\$&`)
