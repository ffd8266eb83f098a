// Runs on any Node from 20 on, before anything is installed: brings packages and the pinned Node, then hands over to it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const stamp = join(root, 'node_modules', '.trousse-installed')

/** What each command runs, one after another; jobs in `together` do not need each other and run side by side. */
const lines = {
  start: () => [...builtWeb(), ['server/src/main.ts', 'start']],
  trousse: (...words) => [['server/src/main.ts', ...words]],
  test: (...words) => [together(...checks(), builtWeb()), ['scripts/test.ts', ...words]],
  check: () => [together(...checks())],
  fix: () => [
    ['scripts/generate-schema.ts'],
    ['scripts/print-openapi.ts'],
    ['scripts/draw-procedures.ts'],
    [tool('oxfmt')],
    [tool('oxlint'), '--fix'],
  ],
  dev: () => [['scripts/dev.ts']],
  'test:mail': () => [['scripts/test-mail.ts']],
  'test:agents': () => [['scripts/test-agents.ts']],
  'test:calendar': () => [['scripts/test-calendar.ts']],
  bench: (...words) => [['bench/run.ts', ...words]],
}

const tool = (name) => join('node_modules', '.bin', name)

/** Each checker would use every core, and each thread of one works out again what the others know. */
const lanes = 2
const threads = String(Math.max(1, Math.floor(availableParallelism() / lanes)))

/** Each is a job: its steps, one after another. What takes longest begins first. */
const checks = () => [
  [[tool('oxlint'), '--type-aware', '--deny-warnings', `--threads=${threads}`]],
  [['scripts/check-fresh.ts']],
  [[tool('tsc'), '-p', '.', '--checkers', threads]],
  [[tool('tsc'), '-p', 'web', '--checkers', threads]],
  [['scripts/check-imports.ts']],
  [[tool('knip')]],
  [[tool('oxfmt'), '--check']],
]

function together(...jobs) {
  return { jobs: jobs.filter((job) => job.length > 0) }
}

const [command = 'start', ...rest] = process.argv.slice(2)
const steps = lines[command]
if (steps === undefined) fail(`"${command}" is not one of: ${Object.keys(lines).join(', ')}.`)
install()
const all = steps(...rest)
for (const [index, step] of all.entries()) {
  if ('jobs' in step) await runTogether(step.jobs)
  else if (index === all.length - 1) hand(step)
  else run(step)
}

/** Installs when the lock file has changed since the last time. */
function install() {
  const lock = () => readFileSync('package-lock.json', 'utf8')
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock()) return
  console.log('Installing packages …')
  const npm = process.env.npm_execpath
  const words = ['install', '--no-audit', '--no-fund', '--loglevel=error']
  const done =
    npm === undefined
      ? spawnSync('npm', words, { stdio: 'inherit', shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [npm, ...words], { stdio: 'inherit' })
  if (done.status !== 0) fail('The packages could not be installed: see the message of npm above.')
  if (!existsSync(node)) {
    fail('The package "node" has not brought its program: run "npm rebuild node", then try again.')
  }
  // Read again: npm completes the file for platforms that it had not met.
  writeFileSync(stamp, lock())
  useHooks()
}

/** In a git clone, our hooks are used unless others are configured. */
function useHooks() {
  if (!existsSync('.git') || spawnSync('git', ['config', 'core.hooksPath']).status !== 1) return
  spawnSync('git', ['config', 'core.hooksPath', '.githooks'])
}

/** The pages are built when one of their files is newer than the last build. */
function builtWeb() {
  const built = join('web', 'dist', 'index.html')
  if (
    existsSync(built) &&
    statSync(built).mtimeMs > newest('web/src', 'contract/src', 'web/index.html', 'package-lock.json')
  )
    return []
  return [[tool('vite'), 'build', 'web', '--logLevel', 'warn'], ['scripts/compress-web.ts']]
}

function newest(...paths) {
  return Math.max(
    ...paths.map((path) => {
      const stat = statSync(path)
      if (!stat.isDirectory()) return stat.mtimeMs
      return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
    }),
  )
}

function environment() {
  return {
    // What an earlier run has compiled – and freed of its types – need not be compiled again, from the first file on.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'trousse'),
    ...process.env,
    PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  }
}

function run(words) {
  const done = spawnSync(node, words, { stdio: 'inherit', env: environment() })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

/** All are run, a few at a time; what each says comes in one piece, and those that failed are named at the end. */
async function runTogether(jobs) {
  const waiting = [...jobs]
  const failed = []
  const lane = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      for (const words of job) {
        const began = Date.now()
        const { isGreen, said } = await runQuietly(words)
        const name = words.join(' ')
        console.log(`${isGreen ? '✔' : '✖'} ${name} (${Math.round((Date.now() - began) / 1000)} s)`)
        if (said !== '') console.log(said)
        if (isGreen) continue
        failed.push(name)
        break
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (failed.length > 0) fail(`Failed: ${failed.join(', ')}`)
}

function runQuietly(words) {
  // For those written in Go: no more threads than that, and collecting memory is dearer here than having it.
  const env = { GOMAXPROCS: threads, GOGC: '200', ...environment() }
  const child = spawn(node, words, { stdio: ['ignore', 'pipe', 'pipe'], env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ isGreen: false, said: String(error) }))
    child.on('close', (code) => resolve({ isGreen: code === 0, said: said.trim() }))
  })
}

/** The last one takes our place as nearly as Node allows: it gets our signals and gives us its status. */
function hand(words) {
  const child = spawn(node, words, { stdio: 'inherit', env: environment() })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)))
}

function fail(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}
