/** Catalogues are typed with plain spaces; the right ones are set here, once, for the place:
 *  France puts a narrow no-break space before ; ! ? and a no-break space before : and inside « »,
 *  Québec the same but nothing before ; ! ?. A digit and what it counts stay together in both. */
export const setSpaces = (text: string, variant: 'fr-FR' | 'fr-CA'): string =>
  text
    .replaceAll(/ ([;!?])/g, variant === 'fr-CA' ? '$1' : `${narrow}$1`)
    .replaceAll(/ ?« ?/g, (quote, at: number) => `${quote.startsWith(' ') && at > 0 ? ' ' : ''}«${wide}`)
    .replaceAll(/ »/g, `${wide}»`)
    .replaceAll(/ :(?= |$|\n)/g, `${wide}:`)
    .replaceAll(/(\d|\{\{count\}\}) (?=[%€$\p{L}])/gu, `$1${wide}`)

/** The same for a whole catalogue. */
export const spaced = (catalogue: object, variant: 'fr-FR' | 'fr-CA'): object =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, value]: [string, unknown]) => [key, spacedWord(value, variant)]),
  )

const spacedWord = (word: unknown, variant: 'fr-FR' | 'fr-CA'): unknown => {
  if (typeof word === 'string') return setSpaces(word, variant)
  return typeof word === 'object' && word !== null ? spaced(word, variant) : word
}

const narrow = '\u202F'
const wide = '\u00A0'
