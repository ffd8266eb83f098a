import type { Span } from '#contract/calendar/shape.ts'
import { ActionIcon, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import style from './calendar.module.css'

/** The spans of one day; an end at midnight is the end of that day. */
export const SpansFields = ({ day, spans, onChange }: SpansFieldsProps) => {
  const { t } = useWords()
  const replace = (place: number, span: Span) => onChange(spans.map((one, at) => (at === place ? span : one)))
  return spans.map((span, at) => (
    // Spans have no name but their place in the day.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={at} className={style['span']}>
      <TextInput
        type="time"
        size="xs"
        aria-label={t('calendar.from', { day, number: at + 1 })}
        value={span.from}
        onChange={({ currentTarget: { value } }) => value !== '' && replace(at, { ...span, from: value })}
      />
      –
      <TextInput
        type="time"
        size="xs"
        aria-label={t('calendar.to', { day, number: at + 1 })}
        value={span.to === '24:00' ? '00:00' : span.to}
        onChange={({ currentTarget: { value } }) =>
          value !== '' && replace(at, { ...span, to: value === '00:00' ? '24:00' : value })
        }
      />
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={t('calendar.removeSpan', { day, number: at + 1 })}
        onClick={() => onChange(spans.filter((_, place) => place !== at))}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </span>
  ))
}

interface SpansFieldsProps {
  day: string
  spans: readonly Span[]
  onChange: (spans: Span[]) => void
}
