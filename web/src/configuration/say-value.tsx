import type { CiAttribute, CiState, CiType } from '#contract/configuration/shape.ts'
import { ciStates, commonFields, type CommonField } from '#contract/configuration/shape.ts'
import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { asText } from '../platform/plain.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useNames } from '../record/use-names.ts'
import { TextLink } from '../ui/app-link.tsx'
import { isBlank, RichText } from '../ui/rich-text.tsx'
import { useTypes } from './use-types.ts'

export const isCommon = (field: string): field is CommonField => commonFields.some((one) => one === field)
export const isState = (value: unknown): value is CiState => ciStates.some((one) => one === value)
export const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'string' && value.startsWith('<') && isBlank(value))

/** Names of fields and values of an item, as people read them. */
export interface Saying {
  fieldOf: (field: string, type: CiType | undefined) => string
  valueOf: (field: string, value: unknown, type: CiType | undefined) => ReactNode
}

export const useSaying = (): Saying => {
  const { t, say } = useWords()
  const { date, number } = useTime()
  const names = useNames()
  const { nameOf } = useTypes()
  const byId: Partial<Record<string, (id: string) => string | undefined>> = {
    clientId: names.client,
    ownerId: names.person,
    supplierId: names.supplier,
  }
  const common = (field: CommonField | 'type', value: unknown): ReactNode => {
    if (field === 'state' && isState(value)) return t(`configuration.states.${value}`)
    if (field === 'type') return nameOf(asText(value))
    if (field === 'criticality' && isCriticality(value)) return t(`configuration.criticalities.${value}`)
    if (field === 'description') return <RichText html={asText(value)} />
    const named = byId[field]
    return named === undefined ? asText(value) : (named(asText(value)) ?? t('configuration.formerName'))
  }
  const ofKind = (attribute: CiAttribute | undefined, value: unknown): ReactNode => {
    if (typeof value === 'boolean') return t(value ? 'configuration.yes' : 'configuration.no')
    if (Array.isArray(value)) return t('configuration.lines', { count: value.length })
    if (typeof value === 'number') return number(value)
    const text = asText(value)
    if (attribute?.kind === 'date') return date(text)
    if (attribute?.kind === 'url') return <Outside href={text} />
    if (attribute?.kind === 'ci') return <TextLink href={`/parc/${text}`}>{text}</TextLink>
    const option = attribute?.options?.find((one) => one.value === value)
    return option === undefined ? text : say(option.name)
  }
  return {
    fieldOf: (field, type) => {
      if (isCommon(field) || field === 'type') return t(`configuration.field.${field}`)
      const attribute = type?.attributes.find(({ key }) => key === field)
      return attribute === undefined ? field : say(attribute.name)
    },
    valueOf: (field, value, type) => {
      if (isNothing(value)) return null
      if (isCommon(field) || field === 'type') return common(field, value)
      return ofKind(
        type?.attributes.find(({ key }) => key === field),
        value,
      )
    },
  }
}

/** A link that leads out: of the web in a new tab, of another scheme to the program that knows it. */
const Outside = ({ href }: { href: string }) => (
  <Anchor href={href} inherit rel="noreferrer" {...(/^https?:/i.test(href) ? { target: '_blank' } : {})}>
    {href} <IconExternalLink size={12} aria-hidden />
  </Anchor>
)

const isCriticality = (value: unknown): value is 1 | 2 | 3 => value === 1 || value === 2 || value === 3
