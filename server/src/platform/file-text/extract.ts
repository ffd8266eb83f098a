import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { mostCharacters } from './read.ts'

export type FileText =
  | { state: 'indexed'; text: string }
  | { state: 'none' }
  | { state: 'failed'; reason: string }

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

const mostSeconds = 20
const Answer = z.union([z.object({ text: z.string().nullable() }), z.object({ fault: z.string() })])

/** The text of a file that may be hostile: read in a process of its own, within bounds of time, memory and length. */
export const extractText = async (
  content: AsyncIterable<Uint8Array>,
  name: string,
  seconds = mostSeconds,
): Promise<FileText> => {
  const reader = spawn(
    process.execPath,
    [...permissions, '--no-warnings', '--max-old-space-size=128', child, name],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
    },
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
    if (isLate) return failed('it takes too long to read')
    return understood(said)
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

const understood = (said: string): FileText => {
  if (said === '') return failed('its reader came to an end')
  const answer = Answer.parse(JSON.parse(said))
  if ('fault' in answer) return failed(answer.fault)
  const text = clean(answer.text ?? '')
  return /[\p{L}\p{N}]{2}/u.test(text) ? { state: 'indexed', text } : { state: 'none' }
}

const failed = (reason: string): FileText => ({ state: 'failed', reason: clean(reason).slice(0, 200) })

/** As a database takes it: without the characters that no text column holds. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, mostCharacters)
    .trim()
