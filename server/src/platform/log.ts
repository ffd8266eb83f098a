import type { FastifyBaseLogger } from 'fastify'
import { pino } from 'pino'
import type { Config } from './config.ts'

export type Log = FastifyBaseLogger

/** Secrets never reach the log: neither headers that carry them nor fields that hold them. */
export const openLog = (level: Config['logLevel']): Log =>
  pino({
    level,
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token', '*.secret'],
  })
