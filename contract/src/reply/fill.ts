import { escaped, fillIn, unknownIn } from '../fill.ts'

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

const isVariable = (name: string): name is keyof typeof variables => Object.hasOwn(variables, name)

/** Names between braces that are none of ours, and braces that do not close. */
export const unknownVariables = (text: string): string[] => unknownIn(text, variables)

/** The answer for one ticket. What the ticket says is text: nothing in it becomes markup or another variable. */
export const fillReply = (html: string, filling: Filling): string =>
  fillIn(html, (name) => (isVariable(name) ? escaped(filling[variables[name]]) : undefined))
