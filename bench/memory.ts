import { readdirSync, readFileSync } from 'node:fs'

export interface Memory {
  node: number
  postgres: number
}

/** Proportional set size in MiB, shared pages counted once, of a server and of every process of its PostgreSQL; null where there is no /proc. */
export const memoryOf = (nodePid: number, postmasterPid: number): Memory | null => {
  if (process.platform !== 'linux') return null
  const parents = new Map(pids().map((pid) => [pid, parentOf(pid)]))
  const family = [
    postmasterPid,
    ...[...parents].filter(([, parent]) => parent === postmasterPid).map(([pid]) => pid),
  ]
  return { node: pss(nodePid), postgres: family.reduce((sum, pid) => sum + pss(pid), 0) }
}

export const postmasterOf = (dataFolder: string): number =>
  Number(readFileSync(`${dataFolder}/postgres/postmaster.pid`, 'utf8').split('\n')[0])

const pids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

const parentOf = (pid: number): number => {
  const stat = read(`/proc/${pid}/stat`)
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

const pss = (pid: number): number => {
  const kib = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1]
  return Number(kib ?? 0) / 1024
}

/** A process may end while it is looked at. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
