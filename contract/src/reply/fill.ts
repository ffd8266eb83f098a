/** What a canned answer may name, in both languages; each is one fact of the ticket. */
export const variables = {
  demandeur: 'requester',
  requester: 'requester',
  client: 'client',
  numero: 'number',
  number: 'number',
  titre: 'title',
  title: 'title',
  service: 'service',
  echeance: 'due',
  due: 'due',
  agent: 'agent',
  prestataire: 'provider',
  provider: 'provider',
  telephone: 'phone',
  phone: 'phone',
} as const

type Fact = (typeof variables)[keyof typeof variables]
export type Filling = Readonly<Record<Fact, string>>

const places = /\{\{([^{}]*)\}\}/g

const isVariable = (name: string): name is keyof typeof variables => Object.hasOwn(variables, name)

/** Names between braces that are none of ours, and braces that do not close. */
export const unknownVariables = (text: string): string[] => {
  const named = [...text.matchAll(places)].map(([, name = '']) => name.trim())
  const left = text.replaceAll(places, '')
  return [
    ...new Set(named.filter((name) => !isVariable(name))),
    ...(left.includes('{{') || left.includes('}}') ? ['{{'] : []),
  ]
}

/** The answer for one ticket. What the ticket says is text: nothing in it becomes markup or another variable. */
export const fillReply = (html: string, filling: Filling): string =>
  html.replaceAll(places, (place, given: string) => {
    const name = given.trim()
    return isVariable(name) ? escaped(filling[variables[name]]) : place
  })

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
