import { importWords as en } from '#contract/import/en.ts'
import { importWords as fr } from '#contract/import/fr.ts'
import { fillIn } from '#contract/fill.ts'
import type { LineProblem } from '#contract/import/shape.ts'
import { z } from 'zod'

const words = { fr: fr.problems, en: en.problems }
type ProblemCode = keyof typeof words.fr

/** A word in both languages, or one that is the same in both. */
const Word = z.union([z.string(), z.number(), z.object({ fr: z.string(), en: z.string() })])
type Word = z.infer<typeof Word>

/** What is wrong with a line, before it is said to somebody. */
export interface Problem {
  /** The index of the column at fault; null: the line as a whole. */
  column: number | null
  code: ProblemCode
  words: Record<string, Word>
}

const isCode = (code: unknown): code is ProblemCode => typeof code === 'string' && code in words.fr

export const Problems = z.array(
  z.object({
    column: z.int().nullable(),
    code: z.custom<ProblemCode>(isCode),
    words: z.record(z.string(), Word),
  }),
)

export const problem = (
  code: ProblemCode,
  column: number | null = null,
  given: Record<string, Word> = {},
): Problem => ({ code, column, words: given })

/** In the words of who reads it. */
export const said = (
  { column, code, words: given }: Problem,
  { line, headers, language }: { line: number; headers: readonly string[]; language: 'fr' | 'en' },
): LineProblem => ({
  line,
  column: column === null ? null : (headers[column] ?? null),
  message: fillIn(words[language][code], (key) => {
    const word = given[key]
    return typeof word === 'object' ? word[language] : word === undefined ? undefined : String(word)
  }),
})
