import { escaped, fillIn, insideTags, unknownIn } from '../fill.ts'

/** What a letter may name, in both languages. The first ones are text, the others pieces of rich text. */
const names = {
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
  prestataire: 'provider',
  provider: 'provider',
  telephone: 'phone',
  phone: 'phone',
  date: 'date',
  lieu: 'place',
  place: 'place',
  intervenants: 'people',
  people: 'people',
  interruption: 'outage',
  outage: 'outage',
  motif: 'reason',
  reason: 'reason',
  lien: 'link',
  link: 'link',
  message: 'message',
  solution: 'solution',
  reponse: 'answer',
  answer: 'answer',
} as const

type Name = keyof typeof names
export type LetterFact = (typeof names)[Name]
/** What is not known is empty. */
export type LetterFilling = Readonly<Partial<Record<LetterFact, string>>>

const blocks: readonly LetterFact[] = ['link', 'message', 'solution', 'answer']
const ofRecord: readonly LetterFact[] = [
  'requester',
  'client',
  'number',
  'title',
  'service',
  'due',
  'provider',
  'phone',
  'link',
]

const ofChange: readonly LetterFact[] = [
  'requester',
  'client',
  'number',
  'title',
  'service',
  'date',
  'outage',
  'message',
  'provider',
  'phone',
  'link',
]

/** What each letter knows; others than these are faults. */
const known = {
  received: ofRecord,
  question: [...ofRecord, 'message'],
  visit: [...ofRecord, 'date', 'place', 'people'],
  'visit-moved': [...ofRecord, 'date', 'place', 'people'],
  'visit-cancelled': [...ofRecord, 'date', 'place', 'reason'],
  solved: [...ofRecord, 'solution', 'answer'],
  closed: [...ofRecord, 'solution'],
  approval: [...ofRecord, 'message'],
  major: [...ofRecord, 'message'],
  invitation: ['requester', 'client', 'provider', 'phone', 'link'],
  report: ['requester', 'client', 'date', 'message', 'provider', 'phone', 'link'],
  change: ofChange,
  'change-moved': ofChange,
  'change-cancelled': ofChange,
} as const satisfies Record<string, readonly LetterFact[]>

export type LetterTopicName = keyof typeof known

/** The variables of a letter as its editor lists them: by the names of one language. */
export const variablesOf = (topic: LetterTopicName, language: 'fr' | 'en'): string[] =>
  known[topic].map((fact) => nameIn(fact, language))

/** Names that this letter does not know, braces that do not close, and what stands where nothing may be filled in. */
export const faultsIn = (topic: LetterTopicName, text: string): string[] => {
  const own = Object.fromEntries(
    Object.entries(names).filter(([, fact]) => known[topic].some((one) => one === fact)),
  )
  return [...new Set([...unknownIn(text, own), ...insideTags(text)])]
}

/** A subject is one line of plain text. */
export const fillSubject = (subject: string, filling: LetterFilling): string =>
  fillIn(subject, (name) =>
    isName(name) && !isBlock(names[name]) ? (filling[names[name]] ?? '') : undefined,
  )
    .replaceAll(/\s+/g, ' ')
    .trim()

/** What the ticket says is text: nothing in it becomes markup or another variable. Blocks were cleaned when they were written. */
export const fillBody = (html: string, filling: LetterFilling): string => {
  const value = (name: string): string | undefined => {
    if (!isName(name)) return undefined
    const given = filling[names[name]] ?? ''
    return isBlock(names[name]) ? given : escaped(given)
  }
  // A block that stands alone in its paragraph takes the paragraph's place; a link keeps its own.
  const freed = html.replaceAll(/<p>\s*\{\{([^{}]*)\}\}\s*<\/p>/g, (paragraph, given: string) => {
    const name = given.trim()
    return isName(name) && isBlock(names[name]) && names[name] !== 'link' ? `{{${name}}}` : paragraph
  })
  return fillIn(freed, value)
}

const isName = (name: string): name is Name => Object.hasOwn(names, name)
const isBlock = (fact: LetterFact): boolean => blocks.includes(fact)

/** Of two names the French one stands first. */
const nameIn = (fact: LetterFact, language: 'fr' | 'en'): string => {
  const both = Object.entries(names).flatMap(([name, one]) => (one === fact ? [name] : []))
  return (language === 'fr' ? both[0] : both.at(-1)) ?? fact
}
