import { linesOf } from '#platform/html-text.ts'

/** The words of a rich text, a line a paragraph; null where there are none. */
export const plainOf = (html: unknown): string | null => {
  if (typeof html !== 'string') return null
  const text = linesOf(html)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return text === '' ? null : text
}
