import type { Attributes, AttributeValue, CiAttribute, CiType } from '#contract/configuration/shape.ts'
import { emptyContent, mergeAttributes, type Content } from '../configuration/index.ts'
import { choose, type Lookups } from './lookups.ts'
import type { Present } from './match.ts'
import { fieldName, stateList } from './names.ts'
import { problem, type Problem } from './problem.ts'
import { cellFor, type Desk, type Given, type Line } from './spec.ts'
import { comparable, htmlOfText, textOfHtml } from './text.ts'
import { meant, optionsOf, readAttribute } from './values.ts'

/** What a line gives: only what differs from what is there. */
export interface Gift {
  common: Partial<Omit<Content, 'attributes'>>
  attributes: Record<string, AttributeValue>
  problems: Problem[]
}

/** Reads a line for an item of a type: one that is there, or (null) a new one. */
export const readLine = (
  desk: Desk,
  lookups: Lookups,
  { line, type, item }: { line: Line; type: CiType; item: Present | null },
): Gift => {
  const gift: Gift = { common: {}, attributes: {}, problems: [] }
  const given = (target: string) => cellFor(desk.spec, line, target)
  const before: Content = item?.content ?? { ...emptyContent, name: '' }
  readTexts(gift, before, given)
  const state = given('state')
  if (state !== undefined) {
    const [one, ...others] = meant(state.text, stateList)
    if (one === undefined || others.length > 0) gift.problems.push(unknown(state))
    else if (item === null || one !== before.state) gift.common.state = one
  }
  const criticality = given('criticality')
  if (criticality !== undefined) {
    const [, digit] = /^([123])(\s*·.*)?$/.exec(criticality.text) ?? []
    if (digit === undefined)
      gift.problems.push(problem('criticality', criticality.column, { value: short(criticality.text) }))
    else gift.common.criticality = Number(digit)
  }
  readNamed(gift, { before, lookups, given })
  if (
    item === null &&
    gift.common.clientId === undefined &&
    desk.spec.clientId !== null &&
    given('client') === undefined
  )
    gift.common.clientId = desk.spec.clientId
  readAttributes(desk, gift, { line, type, before: before.attributes })
  return gift
}

export const contentAfter = (before: Content | null, { common, attributes }: Gift): Content => {
  const base = before ?? { ...emptyContent, name: '' }
  return { ...base, ...common, attributes: mergeAttributes(base.attributes, attributes) }
}

type Give = (target: string) => Given | undefined

const readTexts = (gift: Gift, before: Content, given: Give): void => {
  for (const [field, most] of [
    ['name', 200],
    ['location', 300],
  ] as const) {
    const cell = given(field)
    if (cell === undefined || comparable(cell.text) === comparable(before[field])) continue
    const text = comparable(cell.text).replaceAll('\n', ' ')
    if (text.length > most) gift.problems.push(problem('tooLong', cell.column, { most }))
    else gift.common[field] = text
  }
  const cell = given('description')
  if (cell === undefined) return
  const text = comparable(cell.text)
  if (text === textOfHtml(before.description) || text === comparable(before.description)) return
  const html = htmlOfText(text)
  if (html.length > 20_000) gift.problems.push(problem('tooLong', cell.column, { most: 20_000 }))
  else gift.common.description = html
}

const readNamed = (
  gift: Gift,
  { before, lookups, given }: { before: Content; lookups: Lookups; given: Give },
): void => {
  for (const [target, field] of [
    ['client', 'clientId'],
    ['owner', 'ownerId'],
    ['supplier', 'supplierId'],
  ] as const) {
    const cell = given(target)
    if (cell === undefined) continue
    const chosen = choose(lookups[target].get(cell.text), before[field])
    if ('code' in chosen) gift.problems.push(problem(chosen.code, cell.column, { value: short(cell.text) }))
    else gift.common[field] = chosen.id
  }
}

const readAttributes = (
  { spec }: Desk,
  gift: Gift,
  { line, type, before }: { line: Line; type: CiType; before: Attributes },
): void => {
  for (const [column, target] of spec.mapping.entries()) {
    const text = (line.cells[column] ?? '').trim()
    if (target?.startsWith('attribute:') !== true || text === '') continue
    const key = target.slice('attribute:'.length)
    const attribute = type.attributes.find((one) => one.key === key && one.kind !== 'parts')
    if (attribute === undefined) gift.problems.push(problem('noAttribute', column, { type: called(type) }))
    else readOne(gift, { attribute, before: before[key] }, { column, text })
  }
}

const readOne = (
  gift: Gift,
  { attribute, before }: { attribute: CiAttribute; before: AttributeValue | undefined },
  { column, text }: Given,
): void => {
  if (isSame(attribute, before, text)) return
  const read = readAttribute(attribute, text)
  if ('value' in read) {
    gift.attributes[attribute.key] = read.value
    return
  }
  const most = attribute.kind === 'text' ? 500 : 10_000
  const options = attribute.options ?? []
  const choices = {
    fr: options.map(({ name }) => name.fr).join(', '),
    en: options.map(({ name }) => name.en ?? name.fr).join(', '),
  }
  gift.problems.push(problem(read.code, column, { value: short(text), most, choices }))
}

/** Does the cell say what is there already, in whatever way? */
const isSame = (attribute: CiAttribute, before: AttributeValue | undefined, text: string): boolean => {
  if (before === undefined) return false
  if (typeof before === 'string' && comparable(before) === comparable(text)) return true
  if (attribute.kind === 'choice') return meant(text, optionsOf(attribute)).some((value) => value === before)
  const read = readAttribute(attribute, text)
  if (!('value' in read)) return false
  // Spreadsheets show fifteen digits.
  return (
    read.value === before || (typeof before === 'number' && read.value === Number(before.toPrecision(15)))
  )
}

export const called = ({ name }: CiType) => ({ fr: name.fr, en: name.en ?? name.fr })

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

const unknown = ({ column, text }: Given): Problem => problem('unknown', column, { value: short(text) })

/** What the rules of the type say of the whole. */
export const missingIn = (type: CiType, { attributes }: Content): Problem[] =>
  type.attributes
    .filter(({ key, isRequired }) => isRequired && attributes[key] === undefined)
    .map(({ key }) => problem('required', null, { attribute: fieldName(key, type) }))
