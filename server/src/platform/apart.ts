import { Worker } from 'node:worker_threads'

/** What the thread is told: a function that a file exports under its own name, and what it is given. */
interface Errand {
  home: string
  name: string
  input: unknown
}

const thread = new URL('./apart-thread.ts', import.meta.url)
/** One after another: the other cores go on answering. */
let before: Promise<unknown> = Promise.resolve()

/**
 * Lets a pure function that thinks for seconds do it in a thread of its own, so that everybody else is answered meanwhile. What it takes
 * and gives is copied: plain values only. `home`: `import.meta.resolve` of the file that exports it.
 */
export const apart = <Input, Output>(
  does: (input: Input) => Output,
  home: string,
  input: Input,
): Promise<Output> => {
  const answer = before.then(() => send<Output>({ home, name: does.name, input }))
  before = answer.catch(() => undefined)
  return answer
}

const send = <Output>(errand: Errand): Promise<Output> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(thread, { workerData: errand, resourceLimits: { maxOldGenerationSizeMb: 512 } })
    worker.once('message', (output: Output) => resolve(output))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error(`${errand.name} ended without an answer.`)))
  })
