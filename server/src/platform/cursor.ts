import { Failure } from './failure.ts'

/** Cursors are opaque to callers: the sort key's values of the last row. */
export const encodeCursor = (values: readonly (string | number | boolean | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

export const decodeCursor = (cursor: string, length: number): (string | number | boolean | null)[] => {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === length && values.every(isScalar)) return values
  } catch {
    // Falls through to the one sentence for every broken cursor.
  }
  throw new Failure('invalid_input', { errors: [{ path: 'cursor', message: 'not a cursor of this list' }] })
}

const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** Cuts the row that was read beyond the limit: it only says that there is more. */
export const page = <Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number | boolean | null)[],
): { rows: readonly Row[]; nextCursor: string | null } => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  }
}
