const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
}

/** The words of a rich text, a line a paragraph; null where there are none. */
export const plainOf = (html: unknown): string | null => {
  if (typeof html !== 'string') return null
  const text = html
    .replaceAll(/<(?:br|\/p|\/li|\/h\d|\/tr)[^>]*>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return text === '' ? null : text
}
