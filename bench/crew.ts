import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Stretch } from './measure.ts'

/** A process that measures, so that what it costs is not the bench's own. */
export interface Hand<Order> {
  pid: number
  measure: (order: Order) => Promise<Stretch>
  stop: () => void
}

export const hire = <Order extends object>(file: URL): Hand<Order> => {
  const child = fork(fileURLToPath(file), { serialization: 'advanced' })
  return {
    pid: child.pid ?? 0,
    measure: (order) =>
      new Promise((resolve, reject) => {
        const onExit = () => reject(new Error(`${file.pathname} ended before it had measured.`))
        child.once('exit', onExit)
        child.once('message', (answer: Stretch | { fault: string }) => {
          child.off('exit', onExit)
          if ('fault' in answer) reject(new Error(answer.fault))
          else resolve(answer)
        })
        child.send(order)
      }),
    stop: () => {
      child.kill()
    },
  }
}

/** The other side, in the process that was hired: what was measured, or why nothing was. */
export const report = (measuring: Promise<Stretch>): void => {
  measuring.then(
    (stretch) => process.send?.(stretch),
    (error: unknown) => process.send?.({ fault: String(error) }),
  )
}
