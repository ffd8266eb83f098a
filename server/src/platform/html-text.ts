const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00A0',
  '#39': "'",
}

/** The characters that our own rich text writes as entities. */
export const withoutEntities = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? '')

/**
 * The words of a rich text, a line a paragraph, for cells and documents. A letter says more of it (`textOf` of mail: links and
 * bullets, a blank line between paragraphs), and an excerpt less (of knowledge: one line, of a text that may be cut in a tag).
 */
export const linesOf = (html: string): string =>
  withoutEntities(
    html
      .replaceAll(/<br[^<>]*>/gi, '\n')
      .replaceAll(/<\/(?:p|li|h[1-6]|tr|div|pre|blockquote)>/gi, '\n')
      .replaceAll(/<[^<>]*>/g, ''),
  )
