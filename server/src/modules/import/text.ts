import { escaped } from '#contract/fill.ts'
import { linesOf } from '#platform/html-text.ts'
import { cleanHtml } from '#platform/html.ts'

/** How words are compared: without case, accents and marks around them. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’`´]/g, "'")
    .replaceAll(/[\s\u00A0\u202F]+/g, ' ')
    .replaceAll(/^[\s*]+|[\s*:]+$/g, '')

/** What is the same for whoever reads it: breaks and control characters aside. */
export const comparable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\t\n]/gu, '')
    .trim()

/** Rich text as a cell holds it. */
export const textOfHtml = (html: string): string => {
  if (!/[<&]/.test(html)) return comparable(html)
  return comparable(linesOf(html))
}

/** A cell as rich text: what is marked up already is cleaned, lines become paragraphs. */
export const htmlOfText = (text: string): string => {
  const kept = comparable(text)
  if (/<\/?(?:p|br|ul|ol|li|strong|em|h[2-4]|table|blockquote)\b[^<>]*>/i.test(kept)) return cleanHtml(kept)
  return kept
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('')
}
