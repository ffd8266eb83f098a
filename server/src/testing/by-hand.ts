import { after } from 'node:test'
import { DatabaseError } from 'pg'
import { openPool } from '#platform/database/connect.ts'
import type { Someone } from './makers.ts'
import type { TestServer } from './server.ts'

type Run = (
  text: string,
  values?: unknown[],
) => Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>

/** SQL with the application's own login, in somebody's scope: what the database itself keeps apart, whatever the code forgets. */
export const byHand = (server: TestServer) => {
  const pool = openPool(server.appUrl, { max: 2 })
  after(() => pool.end())

  /** One transaction in the scope of somebody, or in none; everything is undone. */
  const scoped = async <T>(someone: Someone | null, work: (run: Run) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      if (someone !== null) {
        const role = someone.clientId !== null ? 'portal' : someone.supplierId !== null ? 'supplier' : 'staff'
        await client.query(
          `select set_config('app.person', $1, true), set_config('app.client', $2, true), set_config('app.supplier', $3, true),
          set_config('app.level', $4, true), set_config('app.now', $5, true), set_config('role', $6, true)`,
          [
            someone.id,
            someone.clientId ?? '',
            someone.supplierId ?? '',
            someone.clientLevel ?? '',
            server.surroundings.clock().toString(),
            role,
          ],
        )
      }
      return await work((text, values) => client.query(text, values))
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  /** What a statement has come to: its rows, how many it touched, or the database's refusal. */
  const attempt = async (someone: Someone | null, text: string, values: unknown[] = []) =>
    scoped(someone, async (run) => {
      try {
        const { rows, rowCount } = await run(text, values)
        return { rows, touched: rowCount ?? 0, refusal: null }
      } catch (error) {
        if (error instanceof DatabaseError) return { rows: [], touched: 0, refusal: error.code ?? 'unknown' }
        throw error
      }
    })

  return { scoped, attempt }
}
