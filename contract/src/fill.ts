/** Texts with variables: `{{numero}}`, in either language. What fills a variable is text, unless it is a block that was cleaned before. */

const places = /\{\{([^{}]*)\}\}/g

/** Names between braces that are none of `known`, and braces that do not close. */
export const unknownIn = (text: string, known: Readonly<Record<string, string>>): string[] => {
  const named = [...text.matchAll(places)].map(([, name = '']) => name.trim())
  const left = text.replaceAll(places, '')
  return [
    ...new Set(named.filter((name) => !Object.hasOwn(known, name))),
    ...(left.includes('{{') || left.includes('}}') ? ['{{'] : []),
  ]
}

/** Names that stand inside of a tag, where nothing may be filled in. */
export const insideTags = (html: string): string[] =>
  [...html.matchAll(/<[^>]*>/g)].flatMap(([tag]) =>
    [...tag.matchAll(places)].map(([, name = '']) => name.trim()),
  )

/** Each variable by what `valueOf` answers for it, once: nothing in a value becomes another variable. */
export const fillIn = (text: string, valueOf: (name: string) => string | undefined): string =>
  text.replaceAll(places, (place, given: string) => valueOf(given.trim()) ?? place)

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
