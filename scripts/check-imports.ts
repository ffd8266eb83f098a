import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { transformSync } from '@swc/core'

/**
 * Who may import whom (.dependency-cruiser.cjs), over everything. The checker's parser reads no JSX, so it is shown a copy
 * of the sources in which JSX has become plain calls; names and places of the files stay.
 */
const copy = resolve('.cache/imports')
const fewest = 300

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))

const withoutJsx = (file: string): string =>
  transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'esnext',
      transform: { react: { runtime: 'automatic' } },
    },
  }).code

rmSync(copy, { recursive: true, force: true })
for (const folder of ['contract/src', 'server/src', 'web/src']) {
  cpSync(folder, join(copy, folder), { recursive: true })
  for (const name of sourcesIn(folder).filter((source) => source.endsWith('.tsx'))) {
    writeFileSync(join(copy, folder, name), withoutJsx(join(folder, name)))
  }
}
for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
  copyFileSync(file, join(copy, file))
mkdirSync(copy, { recursive: true })

const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [
    resolve('node_modules/.bin/depcruise'),
    '--config',
    '.dependency-cruiser.cjs',
    'contract/src',
    'server/src',
    'web/src',
  ],
  { cwd: copy, encoding: 'utf8' },
)
process.stdout.write(stdout)
process.stderr.write(stderr)
// A parser that reads nothing finds nothing: too few modules is a failure too.
const cruised = Number(/(\d+) modules/.exec(stdout)?.[1] ?? 0)
if (cruised < fewest) console.error(`Only ${cruised} modules were read: the import check does not work.`)
process.exitCode = status === 0 && cruised >= fewest ? 0 : 1
