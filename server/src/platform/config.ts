import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((value) => value === '1' || value === 'true')

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('localhost'),
  TROUSSE_DATA: z.string().default('./data'),
  TROUSSE_URL: z.url().optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  TROUSSE_ADMIN_EMAIL: z.email().optional(),
  TROUSSE_ADMIN_PASSWORD: z.string().optional(),
  TROUSSE_DEMO: flag,
  TROUSSE_WORKER: z.enum(['inside', 'none']).default('inside'),
  TROUSSE_TRUST_PROXY: flag,
  TROUSSE_BACKUP_PASSPHRASE: z.string().min(12).max(1000).optional(),
  TROUSSE_BACKUP_BEFORE_UPGRADE: flag.prefault('1'),
  TROUSSE_SECRET_KEY: z.string().min(32).optional(),
  TROUSSE_SMTP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  TROUSSE_SMTP_HOST: z.string().optional(),
  TROUSSE_SMTP_CERTIFICATE: z.string().optional(),
  TROUSSE_SMTP_KEY: z.string().optional(),
  TROUSSE_MICROSOFT_LOGIN: z.url().default('https://login.microsoftonline.com'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export interface Config {
  port: number
  host: string
  /** Absolute path of the folder that holds the embedded database and its secrets. */
  data: string
  /** The address people type, for links and for the origin check. */
  url: string
  /** Null: the product starts its own PostgreSQL in `data`. */
  database: { app: string; owner: string } | null
  poolSize: number
  firstAccount: { email: string; password: string } | null
  /** The sample organisation is served, from a database of its own. */
  isDemo: boolean
  runsWorker: boolean
  trustsProxy: boolean
  /** Null: backups are not encrypted. Never stored, never logged. */
  backupPassphrase: string | null
  /** A start that finds data of an earlier version saves it before it changes it. */
  backsUpBeforeUpgrade: boolean
  /** What secrets are sealed with; null: a key file in `data`. Several processes need the same. */
  secretKey: string | null
  /** Where Microsoft 365 signs in; national clouds have their own. */
  microsoftLogin: string
  /** Where mail may be forwarded to; null: nowhere. Paths of certificate and key, if there are any. */
  mailDoor: { host: string; port: number; certificate: string | null; key: string | null } | null
  logLevel: z.infer<typeof Environment>['LOG_LEVEL']
}

/** The folder of backups, unless the plan names another one. */
export const backupFolder = (data: string): string => join(data, 'backups')

/** The database of the sample organisation. */
export const demonstrationName = 'trousse_demo'

/** The small file that keeps serving it at the next start, where somebody chose it on the screen. */
export const demonstrationMark = (data: string): string => join(data, 'demonstration')

/** A start that can't work, said in one sentence for the person at the console. */
export class StartFailure extends Error {}

export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = Environment.safeParse(withoutEmpty(environment))
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new StartFailure(`The environment is not usable. ${faults.join('; ')}.`)
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    data: resolve(env.TROUSSE_DATA),
    url: env.TROUSSE_URL ?? `http://${env.HOST === '0.0.0.0' ? 'localhost' : env.HOST}:${env.PORT}`,
    database: readDatabase(env.DATABASE_URL, env.DATABASE_OWNER_URL),
    poolSize: env.DATABASE_POOL,
    firstAccount: readFirstAccount(env.TROUSSE_ADMIN_EMAIL, env.TROUSSE_ADMIN_PASSWORD),
    isDemo: env.TROUSSE_DEMO || existsSync(demonstrationMark(resolve(env.TROUSSE_DATA))),
    runsWorker: env.TROUSSE_WORKER === 'inside',
    trustsProxy: env.TROUSSE_TRUST_PROXY,
    backupPassphrase: env.TROUSSE_BACKUP_PASSPHRASE ?? null,
    backsUpBeforeUpgrade: env.TROUSSE_BACKUP_BEFORE_UPGRADE,
    secretKey: env.TROUSSE_SECRET_KEY ?? null,
    microsoftLogin: env.TROUSSE_MICROSOFT_LOGIN.replace(/\/+$/, ''),
    mailDoor:
      env.TROUSSE_SMTP_PORT === undefined
        ? null
        : {
            host: env.TROUSSE_SMTP_HOST ?? env.HOST,
            port: env.TROUSSE_SMTP_PORT,
            certificate: env.TROUSSE_SMTP_CERTIFICATE ?? null,
            key: env.TROUSSE_SMTP_KEY ?? null,
          },
    logLevel: env.LOG_LEVEL,
  }
}

const withoutEmpty = (environment: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))

const readDatabase = (app: string | undefined, owner: string | undefined): Config['database'] => {
  if (app === undefined && owner === undefined) return null
  if (app === undefined || owner === undefined) {
    throw new StartFailure(
      'DATABASE_URL (the login trousse_app) and DATABASE_OWNER_URL (for migrations) go together: set both or neither.',
    )
  }
  return { app, owner }
}

const readFirstAccount = (
  email: string | undefined,
  password: string | undefined,
): Config['firstAccount'] => {
  if (email === undefined && password === undefined) return null
  if (email === undefined || password === undefined || password.length < 10) {
    throw new StartFailure(
      'TROUSSE_ADMIN_EMAIL and TROUSSE_ADMIN_PASSWORD (at least 10 characters) go together.',
    )
  }
  return { email: email.toLowerCase(), password }
}
