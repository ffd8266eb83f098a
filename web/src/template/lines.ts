import type { TicketTemplate } from '#contract/template/api.ts'

type Line = TicketTemplate['content']['checklist'][number]

/** One line each; an exclamation mark at its beginning makes it compulsory. */
export const linesIn = (text: string): Line[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .flatMap((line) => {
      const label = line.replace(/^!\s*/, '')
      return label === '' ? [] : [{ label: label.slice(0, 200), isRequired: line.startsWith('!') }]
    })

export const textOf = (lines: readonly Line[]): string =>
  lines.map(({ label, isRequired }) => (isRequired ? `! ${label}` : label)).join('\n')
