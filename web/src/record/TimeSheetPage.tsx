import { recordApi } from '#contract/record/api.ts'
import type { TimeEntry } from '#contract/record/time.ts'
import { Anchor, Button, Group, Loader, NumberInput, Stack, Table, Text, Textarea } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { addressOf } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { keepsRelations } from '../settings/may-keep.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { localAt } from './local-time.ts'
import { ClientPicker, ColleaguePicker } from './pickers.tsx'
import { addDays, hoursOf, mondayOf } from './week.ts'

/** A week's time, line by line: one's own, and for managers everybody's. Nobody is ranked. */
export const TimeSheetPage = () => {
  const { t } = useWords()
  const session = useSession()
  const { date } = useTime()
  const today = localAt(useNow(), session.person.zone).slice(0, 10)
  const [{ jour = today, personne, client }, set] = useFilters(['jour', 'personne', 'client'])
  const monday = mondayOf(jour)
  const seesAll = keepsRelations(session)
  const filter = {
    from: monday,
    to: addDays(monday, 6),
    ...(seesAll ? {} : { person: 'me' as const }),
    ...(personne === undefined || !seesAll ? {} : { person: personne }),
    ...(client === undefined ? {} : { client }),
  }
  const { data, error, refetch } = useApi(recordApi.listTime, filter, { keepsPrevious: true })
  const [chosen, choose] = useState<TimeEntry | null>(null)
  return (
    <Page
      title={t('record.time.sheet.title')}
      method={{ text: t('record.time.sheet.method') }}
      actions={
        <Button component="a" variant="default" href={addressOf(recordApi.exportTime, filter)} download>
          {t('record.time.sheet.csv')}
        </Button>
      }
    >
      <Group gap="xs" align="flex-end">
        <Button
          variant="default"
          size="xs"
          aria-label={t('record.time.sheet.before')}
          onClick={() => set({ jour: addDays(monday, -7) })}
        >
          <IconChevronLeft size={16} aria-hidden />
        </Button>
        <Button variant="default" size="xs" onClick={() => set({ jour: undefined })}>
          {t('record.time.sheet.now')}
        </Button>
        <Button
          variant="default"
          size="xs"
          aria-label={t('record.time.sheet.after')}
          onClick={() => set({ jour: addDays(monday, 7) })}
        >
          <IconChevronRight size={16} aria-hidden />
        </Button>
        <Text fw={600}>{t('record.time.sheet.week', { day: date(monday) })}</Text>
        {seesAll && (
          <ColleaguePicker
            size="xs"
            aria-label={t('record.time.sheet.whose')}
            placeholder={t('record.time.sheet.everybody')}
            value={personne ?? null}
            onChange={(id) => set({ personne: id ?? undefined })}
          />
        )}
        <ClientPicker
          size="xs"
          aria-label={t('record.time.sheet.client')}
          placeholder={t('record.time.sheet.client')}
          value={client ?? null}
          onChange={(id) => set({ client: id ?? undefined })}
        />
      </Group>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Loader />}
      {data?.items.length === 0 && (
        <EmptyState icon={<IconClock size={32} />} title={t('record.time.sheet.none')}>
          {t('record.time.sheet.noneText')}
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && (
        <>
          <Lines entries={data.items} total={data.minutes} onCorrect={choose} />
          <Text size="sm">
            {data.byClient
              .map((one) => `${one.clientName ?? t('record.time.sheet.internal')} ${hoursOf(one.minutes)}`)
              .join(' · ')}
          </Text>
        </>
      )}
      {chosen !== null && <Correct entry={chosen} onClose={() => choose(null)} />}
    </Page>
  )
}

const Lines = ({ entries, total, onCorrect }: LinesProps) => {
  const { t } = useWords()
  const { date } = useTime()
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {(['day', 'ticket', 'client', 'person', 'note'] as const).map((name) => (
              <Table.Th key={name} scope="col">
                {t(`record.time.sheet.${name}`)}
              </Table.Th>
            ))}
            <Table.Th scope="col">{t('pot.column')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('record.time.sheet.length')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>{date(entry.spentOn)}</Table.Td>
              <Table.Td>
                <TextLink href={`/tickets/${entry.number}`} inherit>
                  {entry.number}
                </TextLink>{' '}
                {entry.title}
              </Table.Td>
              <Table.Td>{entry.clientName ?? t('record.time.sheet.internal')}</Table.Td>
              <Table.Td>{entry.personName}</Table.Td>
              <Table.Td>
                {[
                  entry.note,
                  entry.isTakenBack ? t('record.time.sheet.takenBack') : '',
                  entry.correctsId === null ? '' : t('record.time.sheet.counter'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Table.Td>
              <Table.Td>{entry.pot ?? t('pot.outside')}</Table.Td>
              <Table.Td ta="right">
                {entry.mayCorrect ? (
                  <Anchor
                    component="button"
                    type="button"
                    inherit
                    underline="always"
                    aria-label={t('record.time.sheet.correct', {
                      length: hoursOf(entry.minutes),
                      number: entry.number,
                    })}
                    onClick={() => onCorrect(entry)}
                  >
                    {hoursOf(entry.minutes)}
                  </Anchor>
                ) : (
                  hoursOf(entry.minutes)
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={6}>
              {t('record.time.sheet.total')}
            </Table.Th>
            <Table.Td ta="right" fw={600}>
              {hoursOf(total)}
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  )
}

interface LinesProps {
  entries: readonly TimeEntry[]
  total: number
  onCorrect: (entry: TimeEntry) => void
}

const Correct = ({ entry, onClose }: { entry: TimeEntry; onClose: () => void }) => {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState<number | null>(null)
  const correct = useAction(recordApi.correctTime, {
    invalidates: [recordApi.listTime, recordApi.read],
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('record.time.sheet.correctTitle')}
      action={t('shell.confirm.save')}
      isDisabled={reason.trim().length < 3}
      isPending={correct.isPending}
      error={correct.error}
      onConfirm={() => correct.mutate({ id: entry.id, reason, ...(minutes === null ? {} : { minutes }) })}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text size="sm">{t('record.time.sheet.correctText')}</Text>
        <NumberInput
          label={t('record.time.sheet.instead')}
          min={1}
          max={1440}
          allowDecimal={false}
          hideControls
          value={minutes ?? ''}
          onChange={(given) => setMinutes(typeof given === 'number' ? given : null)}
        />
        <Textarea
          label={t('record.time.sheet.reason')}
          required
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}
