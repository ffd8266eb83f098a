import { spawn } from 'node:child_process'

/** The server restarts when a file changes, the pages replace themselves; one Ctrl-C ends both. */
const children = [
  spawn(
    process.execPath,
    ['--watch-path=server/src', '--watch-path=contract/src', 'server/src/main.ts', 'start'],
    {
      stdio: 'inherit',
    },
  ),
  spawn(process.execPath, ['node_modules/.bin/vite', 'web'], { stdio: 'inherit' }),
]

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM')
  })
}
