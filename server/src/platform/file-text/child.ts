import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { readText } from './read.ts'
import { readTable } from './table.ts'

/**
 * A process of its own for one file of a stranger: without the disk, the network or other processes, and with little
 * memory. A thread does the work, this one looks on and ends both when it takes too much.
 */
const watch = async (): Promise<void> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  const [, , kind, megabytes, name = ''] = process.argv
  const most = Number(megabytes) * 1024 * 1024
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { bytes: new Uint8Array(Buffer.concat(chunks)), kind, name },
    resourceLimits: { maxOldGenerationSizeMb: Math.round(Number(megabytes) * 0.57) },
  })
  setInterval(() => {
    if (process.memoryUsage().rss > most)
      finish(JSON.stringify({ fault: 'it takes too much memory to read' }))
  }, 20)
  worker.once('message', finish)
  worker.once('error', ({ message }) => finish(JSON.stringify({ fault: message })))
}

const finish = (answer: string): void => {
  process.stdout.write(answer, () => process.exit(0))
}

interface Given {
  bytes: Uint8Array
  kind: string
  name: string
}

const work = async ({ bytes, kind, name }: Given): Promise<void> => {
  try {
    const found = kind === 'table' ? readTable(bytes) : await readText(bytes, name)
    parentPort?.postMessage(JSON.stringify({ found }))
  } catch (error) {
    parentPort?.postMessage(JSON.stringify({ fault: error instanceof Error ? error.message : String(error) }))
  }
}

await (isMainThread ? watch() : work(workerData))
