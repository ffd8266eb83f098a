import { lineResults, type ImportPreview } from '#contract/import/shape.ts'
import { planFile, type Outcome } from './plan-file.ts'
import { said } from './problem.ts'
import type { Desk, Line } from './spec.ts'

const shownOfEach = 100
const samples = 3

/** What an import would do, in the words of who asks; nothing is written. */
export const previewOf = async (
  desk: Desk,
  { fileName, lines }: { fileName: string; lines: readonly Line[] },
): Promise<ImportPreview> => {
  const { spec } = desk
  const outcomes = await planFile(desk, lines, { asksReason: true })
  const of = (result: Outcome['result']) => outcomes.filter((outcome) => outcome.result === result)
  return {
    fileName,
    columns: spec.headers.map((header, column) => ({
      header,
      samples: samplesOf(lines, column),
      target: spec.mapping[column] ?? null,
    })),
    lineCount: lines.length,
    counts: {
      create: of('create').length,
      change: of('change').length,
      nothing: of('nothing').length,
      error: of('error').length,
    },
    lines: lineResults
      .flatMap((result) => of(result).slice(0, shownOfEach))
      .toSorted((one, other) => one.line - other.line)
      .map((outcome) => shownOf(desk, outcome)),
    needsReason: outcomes.some(({ isControlled, result }) => isControlled && result !== 'error'),
  }
}

const samplesOf = (lines: readonly Line[], column: number): string[] => {
  const found: string[] = []
  for (const { cells } of lines) {
    const text = (cells[column] ?? '').trim().slice(0, 80)
    if (text === '' || found.includes(text)) continue
    found.push(text)
    if (found.length === samples) break
  }
  return found
}

const shownOf = ({ actor, spec }: Desk, { line, result, number, name, changes, problems }: Outcome) => ({
  line,
  result,
  number,
  name,
  changes,
  problems: problems.map((one) => said(one, { line, headers: spec.headers, language: actor.language })),
})
