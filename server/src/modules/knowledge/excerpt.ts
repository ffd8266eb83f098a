import { withoutEntities } from '#platform/html-text.ts'

const longest = 160

/** The first words of a text, for lists: where a word ends. */
export const excerptOf = (html: string): string => {
  const words = html.slice(0, 4000).replaceAll(/<[^>]*>?/g, ' ')
  const text = withoutEntities(words).replaceAll(/\s+/g, ' ').trim()
  if (text.length <= longest) return text
  const cut = text.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).trimEnd()}…`
}
