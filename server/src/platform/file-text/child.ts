import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { readText } from './read.ts'

/**
 * A process of its own for one file of a stranger: without the disk, the network or other processes, and with little
 * memory. A thread does the work, this one looks on and ends both when it takes too much.
 */
const mostMemory = 450 * 1024 * 1024

const watch = async (): Promise<void> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  const [, , name = ''] = process.argv
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { bytes: new Uint8Array(Buffer.concat(chunks)), name },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  setInterval(() => {
    if (process.memoryUsage().rss > mostMemory) finish({ fault: 'it takes too much memory to read' })
  }, 20)
  worker.once('message', finish)
  worker.once('error', ({ message }) => finish({ fault: message }))
}

const finish = (answer: unknown): void => {
  process.stdout.write(JSON.stringify(answer), () => process.exit(0))
}

const work = async ({ bytes, name }: { bytes: Uint8Array; name: string }): Promise<void> => {
  try {
    parentPort?.postMessage({ text: await readText(bytes, name) })
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) })
  }
}

await (isMainThread ? watch() : work(workerData))
