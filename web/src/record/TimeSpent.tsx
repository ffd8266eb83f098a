import { journalApi } from '#contract/journal/api.ts'
import { potApi } from '#contract/pot/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Button, Group, NumberInput, Text } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useShortcuts } from '../platform/shortcuts.ts'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { RecordPot } from '../pot/RecordPot.tsx'
import { Section } from './Section.tsx'
import type { Ticket } from './ticket.ts'

/** Minutes spent: by the timer, or typed. */
export const TimeSpent = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { duration } = useTime()
  const [minutes, setMinutes] = useState<number | null>(null)
  const invalidates = [
    recordApi.readTimer,
    [recordApi.read, { number: ticket.number }],
    journalApi.ofRecord,
    potApi.ofRecord,
  ] as const
  const add = useAction(recordApi.addTime, { invalidates, onSuccess: () => setMinutes(null) })
  const total =
    ticket.minutes === 0
      ? t('record.time.none')
      : t('record.time.total', { length: duration(ticket.minutes) })
  return (
    <Section
      title={t('record.time.title')}
      action={
        <Text size="xs" c="dimmed">
          {total}
        </Text>
      }
    >
      <Group gap="xs" align="flex-end" wrap="wrap">
        <Timer ticket={ticket} />
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (minutes !== null) add.mutate({ number: ticket.number, minutes })
          }}
        >
          <Group gap={6}>
            <NumberInput
              size="xs"
              w={86}
              aria-label={t('record.time.minutes')}
              placeholder={t('record.time.minutes')}
              min={1}
              max={1440}
              hideControls
              allowDecimal={false}
              value={minutes ?? ''}
              onChange={(given) => setMinutes(typeof given === 'number' ? given : null)}
            />
            <Button
              type="submit"
              size="xs"
              variant="default"
              disabled={minutes === null}
              loading={add.isPending}
            >
              {t('record.time.add')}
            </Button>
          </Group>
        </form>
      </Group>
      <RecordPot number={ticket.number} />
      <ProblemAlert error={add.error} />
    </Section>
  )
}

/** One timer a person: where it runs elsewhere, starting it here stops it there. */
const Timer = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { duration } = useTime()
  const now = useNow(15_000)
  const { data } = useApi(recordApi.readTimer, {})
  const invalidates = [recordApi.readTimer, recordApi.read, journalApi.ofRecord, potApi.ofRecord]
  const start = useAction(recordApi.startTimer, { invalidates })
  const stop = useAction(recordApi.stopTimer, { invalidates })
  const isHere = data?.number === ticket.number
  const toggle = () => (isHere ? stop.mutate({}) : start.mutate({ number: ticket.number }))
  useShortcuts([{ key: 'm', label: t('record.key.timer'), run: toggle }])
  const elapsed = data?.startedAt == null ? 0 : (now - new Date(data.startedAt).getTime()) / 60_000
  return (
    <>
      <Button
        size="xs"
        variant={isHere ? 'light' : 'default'}
        leftSection={
          isHere ? <IconPlayerStop size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />
        }
        loading={start.isPending || stop.isPending}
        onClick={toggle}
      >
        {isHere ? `${t('record.time.stop')} · ${duration(elapsed)}` : t('record.time.start')}
      </Button>
      {data !== undefined && data.number !== null && !isHere && (
        <Text size="xs" c="dimmed" w="100%">
          {t('record.time.elsewhere', { number: data.number })}
        </Text>
      )}
    </>
  )
}
