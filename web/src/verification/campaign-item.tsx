import type { CampaignItem } from '#contract/verification/shape.ts'
import { Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import type { Result } from './acts.ts'
import { DifferentForm } from './different-form.tsx'
import { ResultBadge } from './result-badge.tsx'
import style from './verification.module.css'

/** One item to be seen, and the three things that can be said of it. */
export const ItemLine = ({ item, isAimed, mayNote, onNote }: ItemLineProps) => {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <li className={style['item']} id={`item-${item.number}`} data-aimed={isAimed || undefined}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div>
          <TextLink href={`/parc/${item.number}`} fw={600}>
            {item.name}
          </TextLink>
          <Text size="xs" c="dimmed">
            {[item.number, say(item.type), item.serial, item.clientName].filter(Boolean).join(' · ')}
          </Text>
        </div>
        {item.result !== null && <ResultBadge result={item.result} />}
      </Group>
      {item.result !== null && !isOpen && <Noted item={item} />}
      {mayNote && !isOpen && <Ticks item={item} onNote={onNote} onDifferent={() => setOpen(true)} />}
      {isOpen && (
        <DifferentForm
          typeKey={item.typeKey}
          start={item}
          onKeep={(result) => {
            setOpen(false)
            onNote(result)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  )
}

interface ItemLineProps {
  item: CampaignItem
  /** What was scanned last. */
  isAimed: boolean
  mayNote: boolean
  onNote: (result: Result) => void
}

const Noted = ({ item }: { item: CampaignItem }) => {
  const { t } = useWords()
  if (item.fields.length === 0 && item.note === '') return null
  const nameOf = (field: string) => {
    const common = known.find((one) => one === field)
    return common === undefined ? field : t(`configuration.field.${common}`)
  }
  return (
    <div>
      {item.fields.map(({ field, found }) => (
        <Text size="sm" key={field}>
          {t('report.pair', { label: nameOf(field), value: found })}
        </Text>
      ))}
      {item.note !== '' && (
        <Text size="sm" c="dimmed">
          {item.note}
        </Text>
      )}
      {item.result === 'different' && (
        <TextLink href={`/parc/${item.number}`} fz="sm">
          {t('verification.correct')}
        </TextLink>
      )}
    </div>
  )
}

const known = ['name', 'state', 'clientId', 'ownerId', 'supplierId', 'location', 'criticality'] as const

const Ticks = ({
  item,
  onNote,
  onDifferent,
}: Pick<ItemLineProps, 'item' | 'onNote'> & { onDifferent: () => void }) => {
  const { t } = useWords()
  const [isRevising, setRevising] = useState(false)
  if (item.result !== null && !isRevising)
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        style={{ justifySelf: 'start' }}
        aria-label={`${t('verification.again')} ${item.name}`}
        onClick={() => setRevising(true)}
      >
        {t('verification.again')}
      </Button>
    )
  const say = (result: 'right' | 'missing') => {
    setRevising(false)
    onNote({ result, fields: [], note: '' })
  }
  return (
    <Group gap="xs" role="group" aria-label={item.name}>
      <Button size="sm" leftSection={<IconCheck size={16} aria-hidden />} onClick={() => say('right')}>
        {t('verification.result.right')}
      </Button>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconAlertTriangle size={16} aria-hidden />}
        onClick={() => {
          setRevising(false)
          onDifferent()
        }}
      >
        {t('verification.result.different')}
      </Button>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconX size={16} aria-hidden />}
        onClick={() => say('missing')}
      >
        {t('verification.result.missing')}
      </Button>
    </Group>
  )
}
