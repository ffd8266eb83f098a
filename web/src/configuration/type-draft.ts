import type { CiAttribute, CiType } from '#contract/configuration/shape.ts'

export type TypeDraft = Pick<
  CiType,
  'name' | 'icon' | 'control' | 'controlled' | 'attributes' | 'reachesService'
>

export const typeOf = (type: CiType | null): TypeDraft =>
  type === null
    ? {
        name: { fr: '' },
        icon: 'box',
        control: 'followed',
        controlled: [],
        attributes: [],
        reachesService: true,
      }
    : {
        name: type.name,
        icon: type.icon,
        control: type.control,
        controlled: type.controlled,
        attributes: type.attributes,
        reachesService: type.reachesService,
      }

export const toggled = (list: readonly string[], value: string): string[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value]

export const newAttribute = (taken: readonly string[]): CiAttribute => ({
  key: freeKey('attribute', taken),
  kind: 'text',
  name: { fr: '' },
  isRequired: false,
  isUnique: false,
  isExpiry: false,
  isInternal: false,
})

/** « N° de série » → `nDeSerie`: what programs call it, which nobody has to think of. */
export const keyFrom = (name: string, taken: readonly string[]): string => {
  const words = name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]+/g, (found) => (/\p{M}/u.test(found) ? '' : ' '))
    .split(' ')
    .filter(Boolean)
  const joined = words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1).toLowerCase()))
    .join('')
    .replace(/^[^a-z]+/, '')
    .slice(0, 36)
  return freeKey(joined === '' ? 'attribute' : joined, taken)
}

const freeKey = (wish: string, taken: readonly string[]): string => {
  if (!taken.includes(wish)) return wish
  let number = 2
  while (taken.includes(`${wish}${number}`)) number += 1
  return `${wish}${number}`
}

/** The faults of `attributes.2.key` and its like, by the attribute's place. */
export const faultsByAttribute = (faults: Readonly<Record<string, string>>): ReadonlyMap<number, string> =>
  new Map(
    Object.entries(faults).flatMap(([path, message]) => {
      const at = /^attributes\.(\d+)/.exec(path)?.[1]
      return at === undefined ? [] : [[Number(at), message] as const]
    }),
  )

/** One line each: « Production », or « Production | Live » where English says it otherwise. */
export const optionsFrom = (text: string, before: CiAttribute['options']): CiAttribute['options'] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [fr = line, en] = line.split('|').map((part) => part.trim())
      const kept = before?.find((option) => option.name.fr === fr)
      return {
        value: kept?.value ?? fr.slice(0, 60),
        name: { fr, ...(en === undefined || en === '' ? {} : { en }) },
      }
    })

export const textOf = (options: CiAttribute['options']): string =>
  (options ?? []).map(({ name: { fr, en } }) => (en === undefined ? fr : `${fr} | ${en}`)).join('\n')
