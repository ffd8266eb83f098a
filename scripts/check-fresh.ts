import { spawnSync } from 'node:child_process'

/** Generated files must be what their sources make of them now. */
const generators = ['scripts/generate-schema.ts', 'scripts/print-openapi.ts', 'scripts/draw-procedures.ts']

for (const generator of generators) {
  const { status } = spawnSync(process.execPath, [generator, '--check'], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
