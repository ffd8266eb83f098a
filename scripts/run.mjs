// Runs on any Node from 20 on, before anything is installed: brings packages and the pinned Node, then hands over to it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const stamp = join(root, 'node_modules', '.trousse-installed')

const lines = {
  start: () => [...builtWeb(), ['server/src/main.ts', 'start']],
  trousse: (...words) => [['server/src/main.ts', ...words]],
  test: (...words) => [...checks(), ...builtWeb(), ['scripts/test.ts', ...words]],
  check: () => checks(),
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
  bench: (...words) => [['bench/run.ts', ...words]],
}

const tool = (name) => join('node_modules', '.bin', name)

const checks = () => [
  [tool('oxfmt'), '--check'],
  [tool('oxlint'), '--type-aware', '--deny-warnings'],
  [tool('tsc'), '-p', '.'],
  [tool('tsc'), '-p', 'web'],
  ['scripts/check-imports.ts'],
  [tool('knip')],
  ['scripts/check-fresh.ts'],
]

const [command = 'start', ...rest] = process.argv.slice(2)
const steps = lines[command]
if (steps === undefined) fail(`"${command}" is not one of: ${Object.keys(lines).join(', ')}.`)
install()
const all = steps(...rest)
for (const [index, words] of all.entries()) {
  if (index === all.length - 1) hand(words)
  else run(words)
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
