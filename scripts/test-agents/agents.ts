import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const missingPrograms = (): string[] =>
  ['ocsinventory-agent', 'fusioninventory-agent'].filter((name) => !existsSync(`/usr/bin/${name}`))

/** The status with which an agent has ended, and all that it said. */
export interface Turn {
  status: number
  said: string
}

const run = (
  program: string,
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<Turn> =>
  new Promise((resolve) => {
    execFile(
      program,
      words,
      { timeout: 120_000, encoding: 'utf8', env: { ...process.env, ...environment } },
      (error, stdout, stderr) =>
        resolve({
          status: error === null ? 0 : typeof error.code === 'number' ? error.code : 1,
          said: `${stdout}${stderr}`,
        }),
    )
  })

/** This file of Debian says "write to a folder", which wins over what the command line says. It is put back afterwards. */
const ocsFile = '/etc/ocsinventory/ocsinventory-agent.cfg'

export const runOcs = async (
  folder: string,
  address: string,
  tag: string,
  /** Under another name, which only the agent sees. */
  name?: string,
): Promise<Turn> => {
  const before = existsSync(ocsFile) ? readFileSync(ocsFile) : null
  const state = join(folder, 'ocs')
  mkdirSync(state, { recursive: true })
  mkdirSync(dirname(ocsFile), { recursive: true })
  try {
    writeFileSync(ocsFile, `server=${address}\ntag=${tag}\nbasevardir=${state}\n`)
    return name === undefined
      ? await run('/usr/bin/ocsinventory-agent', [])
      : await run('/usr/bin/unshare', ['--uts', 'sh', '-c', 'hostname "$0" && exec ocsinventory-agent', name])
  } finally {
    if (before === null) rmSync(ocsFile, { force: true })
    else writeFileSync(ocsFile, before)
  }
}

export const runFusion = (folder: string, address: string, tag: string): Promise<Turn> => {
  const state = join(folder, 'fusion')
  mkdirSync(state, { recursive: true })
  const file = join(folder, 'fusion.cfg')
  writeFileSync(file, `vardir=${state}\n`)
  return run('/usr/bin/fusioninventory-agent', [
    `--conf-file=${file}`,
    `--server=${address}`,
    '--force',
    `--tag=${tag}`,
  ])
}
