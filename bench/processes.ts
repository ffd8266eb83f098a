import { readdirSync, readFileSync } from 'node:fs'

/** A figure of the server's process, and one of all processes of its PostgreSQL. */
export interface Both {
  node: number
  postgres: number
}

/** Proportional set size in MiB, shared pages counted once; null where there is no /proc. */
export const memoryOf = (nodePid: number, postmasterPid: number): Both | null =>
  ofBoth(pss, nodePid, postmasterPid)

/** Time that processors have spent on them until now, in milliseconds; null where there is no /proc. */
export const processorTimeOf = (nodePid: number, postmasterPid: number): Both | null =>
  ofBoth(processorTime, nodePid, postmasterPid)

export const postmasterOf = (dataFolder: string): number =>
  Number(readFileSync(`${dataFolder}/postgres/postmaster.pid`, 'utf8').split('\n')[0])

const ofBoth = (figure: (pid: number) => number, nodePid: number, postmasterPid: number): Both | null => {
  if (process.platform !== 'linux') return null
  const children = pids().filter((pid) => Number(statOf(pid)[1]) === postmasterPid)
  return {
    node: figure(nodePid),
    postgres: [postmasterPid, ...children].reduce((sum, pid) => sum + figure(pid), 0),
  }
}

const pids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** What follows the name in /proc/…/stat: state, parent … */
const statOf = (pid: number): string[] => {
  const stat = read(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

const ticksPerSecond = 100

/** With that of its children that have ended: a connection that was closed meanwhile has worked too. */
const processorTime = (pid: number): number => {
  const ticks = statOf(pid).slice(11, 15).map(Number)
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / ticksPerSecond
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
