import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { decimalIn, type DraftPart } from './use-draft.ts'
import style from './visit.module.css'

/** What was fitted or left: a line each. */
export const VisitParts = ({ parts, currency, onChange }: VisitPartsProps) => {
  const { t } = useWords()
  const set = (key: string, change: Partial<DraftPart>) =>
    onChange(parts.map((part) => (part.key === key ? { ...part, ...change } : part)))
  return (
    <>
      {parts.map((part) => (
        <div key={part.key} className={style['part']}>
          <TextInput
            label={t('intervention.part.label')}
            maxLength={300}
            value={part.label}
            onChange={({ currentTarget }) => set(part.key, { label: currentTarget.value })}
          />
          <TextInput
            label={t('intervention.part.quantity')}
            inputMode="decimal"
            value={part.quantity}
            error={part.label !== '' && (decimalIn(part.quantity) ?? 0) <= 0}
            onChange={({ currentTarget }) => set(part.key, { quantity: currentTarget.value })}
          />
          <TextInput
            label={t('intervention.part.price', { currency })}
            inputMode="decimal"
            value={part.price}
            error={part.price !== '' && decimalIn(part.price) === null}
            onChange={({ currentTarget }) => set(part.key, { price: currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('intervention.part.remove', { label: part.label })}
            onClick={() => onChange(parts.filter(({ key }) => key !== part.key))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() =>
          onChange([
            ...parts,
            { key: String(parts.length + performance.now()), label: '', quantity: '1', price: '' },
          ])
        }
      >
        {t('intervention.part.add')}
      </Button>
    </>
  )
}

interface VisitPartsProps {
  parts: readonly DraftPart[]
  currency: string
  onChange: (parts: readonly DraftPart[]) => void
}
