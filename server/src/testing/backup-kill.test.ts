import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectOwner } from '#platform/database/cluster.ts'
import { findRunning } from '#platform/database/embedded.ts'
import { checkBackup } from '#platform/database/backup/read.ts'

/** The commands as a person types them, and what becomes of the data when they are killed at any moment. */
const rounds = Number(process.env['TROUSSE_KILL_ROUNDS'] ?? 3)
const main = join(import.meta.dirname, '../main.ts')
const folder = await mkdtemp(join(tmpdir(), 'trousse-restore-kill-'))
await chmod(folder, 0o755)
const { DATABASE_URL: _app, DATABASE_OWNER_URL: _owner, ...inherited } = process.env
const account = { email: 'alix@example.test', password: 'correct horse battery staple' }

const environmentOf = async (data: string): Promise<Record<string, string | undefined>> => {
  await mkdir(join(folder, data), { recursive: true })
  return {
    ...inherited,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    TROUSSE_DATA: join(folder, data),
    TROUSSE_ADMIN_EMAIL: account.email,
    TROUSSE_ADMIN_PASSWORD: account.password,
    LOG_LEVEL: 'silent',
  }
}

const run = (words: string[], env: Record<string, string | undefined>) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(process.execPath, [main, ...words], { env }, (error, output, errors) =>
      resolve({ code: error?.code ?? 0, said: output + errors }),
    )
  })

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()))

/** Runs the product until `work` is done. */
const whileRunning = async <T>(
  env: Record<string, string | undefined>,
  work: (address: string) => Promise<T>,
): Promise<T> => {
  const child = spawn(process.execPath, [main, 'start'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const address = `http://127.0.0.1:${env['PORT']}`
  try {
    for (let tries = 0; !(await isReady(address)); tries++) {
      if (child.exitCode !== null || tries > 2000) throw new Error(`The start failed: ${said}`)
      await sleep(50)
    }
    return await work(address)
  } finally {
    child.kill('SIGTERM')
    await ended(child)
  }
}

const isReady = (address: string) =>
  fetch(`${address}/ready`).then(
    ({ ok }) => ok,
    () => false,
  )

const post = async (address: string, path: string, cookie: string, body: object) => {
  const response = await fetch(`${address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  })
  assert.ok(response.ok, `${path} answered ${response.status}`)
  return response
}

const signIn = async (address: string): Promise<string> => {
  const response = await post(address, '/session', '', account)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

const report = async (address: string, title: string, count = 1): Promise<void> => {
  const cookie = await signIn(address)
  for (let index = 0; index < count; index++)
    await post(address, '/incidents', cookie, { title: `${title} ${index}`, channel: 'phone' })
}

const titles = async (address: string): Promise<string> => {
  const cookie = await signIn(address)
  const response = await fetch(`${address}/api/v1/records?limit=200`, { headers: { cookie } })
  return response.text()
}

const old = await environmentOf('old')
const file = join(folder, 'backup.trousse')

before(async () => {
  await whileRunning(old, async (address) => {
    await report(address, 'Avant la sauvegarde', 10)
    const { code, said } = await run(['backup', file], old)
    assert.equal(code, 0, said)
    assert.match(said, /rows +\d+/)
    await report(address, 'Après la sauvegarde')
    const refused = await run(['restore', file], old)
    assert.equal(refused.code, 1)
    assert.match(refused.said, /Trousse already runs on/)
    assert.ok((await titles(address)).includes('Après la sauvegarde'), 'and nothing was touched')
  })
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('backed up while it runs, restored into an empty folder elsewhere, the product starts and verifies', async () => {
  const fresh = await environmentOf('fresh')
  const { code, said } = await run(['restore', file], fresh)
  assert.equal(code, 0, said)
  await whileRunning(fresh, async (address) => {
    const found = await titles(address)
    assert.ok(found.includes('Avant la sauvegarde 9') && !found.includes('Après la sauvegarde'))
    await report(address, 'La vie continue')
    const verified = await run(['verify', '--backup', file], fresh)
    assert.equal(verified.code, 0, verified.said)
    assert.match(verified.said, /differences +0\n/)
  })
})

test('a journal that lost what a backup has is found out by the comparison', async () => {
  const other = await environmentOf('fresh')
  const later = join(folder, 'later.trousse')
  await whileRunning(old, () => run(['backup', later], old))
  const { code, said } = await run(['verify', '--backup', later], other)
  assert.equal(code, 1, said)
  assert.match(said, /cut/)
})

test(`killed ${rounds} times in the middle of a restore, the old data is untouched, the next start works, and so does the next restore`, async (t) => {
  const began = performance.now()
  const copy = await environmentOf('measured')
  assert.equal((await run(['restore', file], copy)).code, 0)
  const whole = performance.now() - began
  let killed = 0
  for (let round = 0; round < rounds; round++) {
    const child = spawn(process.execPath, [main, 'restore', file], { env: old, stdio: 'ignore' })
    await sleep(whole * (0.1 + (0.6 * (round + 0.5)) / rounds))
    child.kill('SIGKILL')
    await ended(child)
    t.diagnostic(`killed with ${child.signalCode ?? `nothing: it had ended with ${child.exitCode}`}`)
    if (child.signalCode === null) break
    killed += 1
    const found = await whileRunning(old, async (address) => {
      const read = await titles(address)
      await report(address, `Après le coup ${round}`)
      return read
    })
    assert.ok(found.includes('Après la sauvegarde'), `round ${round}`)
  }
  assert.ok(killed > 0, 'something was killed in the middle')
  const { code, said } = await run(['restore', file], old)
  assert.equal(code, 0, said)
  await whileRunning(old, async (address) => {
    assert.ok(!(await titles(address)).includes('Après la sauvegarde'))
    const urlOf = await findRunning(join(folder, 'old'))
    const client = await connectOwner(urlOf?.('postgres', 'owner') ?? '')
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where datname like 'trousse_before_%' order by 1",
    )
    await client.end()
    assert.ok(rows.length >= 1, 'the former data is kept')
  })
  const forgotten = await run(['restore', '--forget-previous'], old)
  assert.match(forgotten.said, /trousse_before_\d{14}/)
})

test('killed in the middle of a backup, no half file bears its name, and the next one is whole', async () => {
  const target = join(folder, 'killed.trousse')
  for (const delay of [50, 150, 300, 600]) {
    const child = spawn(process.execPath, [main, 'backup', target], { env: old, stdio: 'ignore' })
    for (
      let waited = 0;
      waited < 20_000 && !existsSync(`${target}.partial`) && !existsSync(target);
      waited += 10
    )
      await sleep(10)
    await sleep(delay / 10)
    child.kill('SIGKILL')
    await ended(child)
    if (existsSync(target)) await checkBackup({ file: target, passphrase: null })
    await rm(target, { force: true })
  }
  const { code, said } = await run(['backup', target], old)
  assert.equal(code, 0, said)
  await checkBackup({ file: target, passphrase: null })
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.partial')),
    [],
  )
})

test('an upgrade saves the data first, and changes nothing where that cannot be done', async () => {
  const env = await environmentOf('upgraded')
  await whileRunning(env, (address) => report(address, 'Avant la mise à jour'))
  const asOwner = async (statement: string) => {
    const child = spawn(process.execPath, [main, 'start'], { env, stdio: 'ignore' })
    while (!(await isReady(`http://127.0.0.1:${env['PORT']}`))) await sleep(50)
    const urlOf = await findRunning(join(folder, 'upgraded'))
    const client = await connectOwner(urlOf?.('trousse', 'owner') ?? '')
    const answer = await client.query(statement)
    await client.end()
    child.kill('SIGTERM')
    await ended(child)
    return answer.rows
  }
  // The last migration as if it had never been applied.
  await asOwner(`drop table backup, backup_plan; drop function queue_state, journal_verified, keeps_installation cascade;
    delete from migration where name = '0017_backup.sql'`)
  const blocked = join(folder, 'upgraded', 'backups')
  await rm(blocked, { recursive: true, force: true })
  await writeFile(blocked, 'in the way')
  const refused = await run(['start'], env)
  assert.equal(refused.code, 1)
  assert.match(
    refused.said,
    /backup that comes first can't be written .* Nothing was changed.*TROUSSE_BACKUP_BEFORE_UPGRADE=0/s,
  )
  await rm(blocked)
  await whileRunning(env, async (address) =>
    assert.ok((await titles(address)).includes('Avant la mise à jour')),
  )
  const saved = join(blocked, 'before-0017_backup.trousse')
  const manifest = await checkBackup({ file: saved, passphrase: null })
  assert.ok(!manifest.migrations.some(({ name }) => name === '0017_backup.sql'))
  assert.deepEqual(await asOwner("select cause, file from backup where cause = 'upgrade'"), [
    { cause: 'upgrade', file: saved },
  ])
  const back = await run(['restore', saved], env)
  assert.equal(back.code, 0, back.said)
  assert.match(back.said, /added +0017_backup\.sql/)
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0))
    })
  })
}
