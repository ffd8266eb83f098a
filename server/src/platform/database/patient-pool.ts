import { setTimeout as sleep } from 'node:timers/promises'
import { Pool, type PoolClient } from 'pg'

/**
 * A pool for the job queue. When the database goes away in the middle of a job, the queue's library notes that the job failed –
 * and ends the process where even that cannot be written. So whoever wants a connection waits until there is one again, and
 * what broke off is told with a code after which the library tries again.
 */
export const openPatientPool = (connectionString: string, max: number): Pool => {
  const pool = new Pool({ connectionString, max })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    tellRetryable(client)
  })
  const connect = pool.connect.bind(pool)
  const waitForOne = async (): Promise<PoolClient> => {
    for (;;) {
      try {
        return await connect()
      } catch (error) {
        if (pool.ending || !hasGone(error)) throw error
        await sleep(200)
      }
    }
  }
  Reflect.set(pool, 'connect', (done?: Parameters<typeof connect>[0]) =>
    done === undefined ? waitForOne() : connect(done),
  )
  return pool
}

const tellRetryable = (client: PoolClient): void => {
  const query: (...words: unknown[]) => unknown = client.query.bind(client)
  Reflect.set(client, 'query', (...words: unknown[]) => {
    const answer = query(...words)
    if (!(answer instanceof Promise)) return answer
    return answer.catch((error: unknown) => {
      throw hasGone(error) ? Object.assign(Object(error), { code: 'ETIMEDOUT' }) : error
    })
  })
}

const codes = new Set(
  'ECONNREFUSED ECONNRESET ENOENT EPIPE ETIMEDOUT 57P01 57P02 57P03 08000 08001 08003 08006'.split(' '),
)
const sentences = /connection terminated|not queryable|client was closed|postmaster exit/i

const hasGone = (error: unknown): boolean =>
  error instanceof Error &&
  (codes.has(String(Reflect.get(error, 'code') ?? '')) || sentences.test(error.message))
