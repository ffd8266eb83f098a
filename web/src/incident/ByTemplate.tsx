import { templateApi, type TicketTemplate } from '#contract/template/api.ts'
import { Select } from '@mantine/core'
import { useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import type { Draft } from './draft.ts'
import type { PartProps } from './Who.tsx'

/** Fills the form in with what comes again and again; nothing is fixed by it. */
export const ByTemplate = ({ draft, onChange }: PartProps) => {
  const { t } = useWords()
  const { items } = useAll(templateApi.list, {}, { staleTime: 60_000 })
  if (items.length === 0) return null
  return (
    <Select
      label={t('template.pick')}
      placeholder={t('template.none')}
      searchable
      clearable
      value={draft.templateId}
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => {
        const template = items.find((one) => one.id === id)
        onChange(template === undefined ? { templateId: null, checklist: [] } : filledBy(template))
      }}
    />
  )
}

const filledBy = ({ id, content }: TicketTemplate): Partial<Draft> => {
  const { kind, title, description, serviceId, categoryId, urgency, impact, checklist } = content
  return {
    templateId: id,
    kind,
    modelKey: null,
    checklist,
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description: plainOf(description) }),
    ...(serviceId === null ? {} : { serviceId }),
    categoryId,
    ...(urgency === null ? {} : { urgency }),
    ...(impact === null ? {} : { impact }),
  }
}

/** The telephone form holds plain text. */
const plainOf = (html: string): string => {
  const blocks = html.replaceAll(/<br\s*\/?>/g, '\n').replaceAll(/<\/(p|li|h\d)>/g, '\n\n')
  return new DOMParser().parseFromString(blocks, 'text/html').body.textContent.trim()
}
