/** « 1er novembre »: the first day of a month is an ordinal in French, which formatters do not know. */
export const withFirstDay = (locale: string, text: string): string =>
  locale.startsWith('fr') ? text.replace(/(?<!\d)1(?=[ \u00A0]\p{L}{3})/u, '1er') : text
