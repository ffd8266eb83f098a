import { configurationApi } from '#contract/configuration/api.ts'
import { useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ItemsField } from '../configuration/items-field.tsx'
import { useTypes } from '../configuration/use-types.ts'

/** What people without the trade would not call a thing of theirs. */
const unnamed = new Set([
  'service',
  'licence',
  'environment',
  'library',
  'output',
  'document',
  'certificate',
  'service-account',
  'security-rule',
  'backup',
  'contract',
  'facility',
])

/** « Quel matériel ? »: the client's own, where anything of it is written down. */
export const OwnItems = ({ value, onChange }: OwnItemsProps) => {
  const { t } = useWords()
  const types = useTypes()
    .all.map(({ key }) => key)
    .filter((key) => !unnamed.has(key))
  const { items } = useAll(
    configurationApi.list,
    { type: types.join(','), state: 'in-service,in-repair,in-test', limit: 1 },
    { enabled: types.length > 0 },
  )
  if (items.length === 0 && value.length === 0) return null
  return (
    <ItemsField
      size="md"
      label={`${t('portal.ask.items')} (${t('portal.ask.optional')})`}
      description={t('portal.ask.itemsHelp')}
      placeholder={t('portal.ask.itemsFind')}
      types={types}
      value={value}
      onChange={onChange}
    />
  )
}

interface OwnItemsProps {
  value: readonly string[]
  onChange: (numbers: readonly string[]) => void
}
