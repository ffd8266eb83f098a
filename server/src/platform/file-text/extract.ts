import { z } from 'zod'
import { readApart } from './apart.ts'
import { mostCharacters } from './read.ts'

export type FileText =
  | { state: 'indexed'; text: string }
  | { state: 'none' }
  | { state: 'failed'; reason: string }

const mostSeconds = 20
const Text = z.string().nullable()

/** The text of a file that may be hostile: read in a process of its own, within bounds of time, memory and length. */
export const extractText = async (
  content: AsyncIterable<Uint8Array>,
  name: string,
  seconds = mostSeconds,
): Promise<FileText> => {
  const answer = await readApart(content, { kind: 'text', name, seconds, memory: 450 })
  if ('fault' in answer) return { state: 'failed', reason: clean(answer.fault).slice(0, 200) }
  const text = clean(Text.parse(answer.found) ?? '')
  return /[\p{L}\p{N}]{2}/u.test(text) ? { state: 'indexed', text } : { state: 'none' }
}

/** As a database takes it: without the characters that no text column holds. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, mostCharacters)
    .trim()
