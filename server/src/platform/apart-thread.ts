import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'

const { home, name, input } = z
  .object({ home: z.string(), name: z.string(), input: z.unknown() })
  .parse(workerData)
const found: unknown = await import(home)
const does: unknown = Reflect.get(Object(found), name)
if (typeof does !== 'function') throw new Error(`${home} exports no ${name}.`)
const answer: unknown = Reflect.apply(does, null, [input])
parentPort?.postMessage(answer)
