import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LetterTopic } from '#contract/letter/api.ts'
import { parse } from 'yaml'
import { z } from 'zod'

const file = join(import.meta.dirname, '../../../../kit/letters.yaml')
const Text = z.object({ subject: z.string(), body: z.string() })
const Letters = z.record(LetterTopic, z.object({ fr: Text, en: Text }))

let known: Promise<z.output<typeof Letters>> | undefined

/** The texts that the kit proposes, for every topic in both languages. */
export const kitLetters = (): Promise<z.output<typeof Letters>> =>
  (known ??= readFile(file, 'utf8').then((text) => Letters.parse(parse(text))))
