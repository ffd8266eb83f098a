import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

const root = join(import.meta.dirname, '../../../..')
const child = join(import.meta.dirname, 'child.ts')

/** It reads its own program and its libraries, and nothing else. */
const permissions = [
  '--permission',
  '--allow-worker',
  `--allow-fs-read=${import.meta.dirname}`,
  `--allow-fs-read=${join(root, 'node_modules')}`,
  `--allow-fs-read=${join(root, 'package.json')}`,
]

export interface Task {
  kind: 'text' | 'table'
  /** What the file calls itself. */
  name: string
  seconds: number
  /** The most memory that it may take, in MB. */
  memory: number
}

export type Answer = { found: unknown } | { fault: string }
const Answer = z.union([z.object({ found: z.unknown() }), z.object({ fault: z.string() })])

/** A file that may be hostile, read in a process of its own, within bounds of time and memory. */
export const readApart = async (content: AsyncIterable<Uint8Array>, task: Task): Promise<Answer> => {
  const { kind, name, seconds, memory } = task
  const reader = spawn(
    process.execPath,
    [...permissions, '--no-warnings', '--max-old-space-size=128', child, kind, String(memory), name],
    { stdio: ['pipe', 'pipe', 'ignore'], env: {} },
  )
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    reader.kill('SIGKILL')
  }, seconds * 1000)
  try {
    const ended = once(reader, 'close')
    // One that ends before it has read everything has its reasons; they are in what it answered.
    const [said] = await Promise.all([
      textOf(reader.stdout),
      pipeline(Readable.from(content), reader.stdin).catch(() => undefined),
      ended,
    ])
    if (isLate) return { fault: 'it takes too long to read' }
    if (said === '') return { fault: 'its reader came to an end' }
    const answer = Answer.parse(JSON.parse(said))
    return 'fault' in answer ? answer : { found: answer.found }
  } finally {
    clearTimeout(timer)
    reader.kill('SIGKILL')
  }
}

const textOf = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
