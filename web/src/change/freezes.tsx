import { changeCalendarApi, type Freeze } from '#contract/change/calendar.ts'
import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import style from './change.module.css'
import { FreezeForm } from './freeze-form.tsx'
import { Part } from '../ui/part.tsx'

const invalidates = [changeCalendarApi.freezes, changeCalendarApi.calendar, changeCalendarApi.conflicts]

/** When nothing is changed, and what is critical for whom: read by all, kept by who answers for changes. */
export const Freezes = () => {
  const { t, say } = useWords()
  const { items, mayWrite, error } = useAll(changeCalendarApi.freezes, {})
  const [edited, setEdited] = useState<Freeze | 'new' | null>(null)
  const [ending, setEnding] = useState<Freeze | null>(null)
  const end = useAction(changeCalendarApi.endFreeze, { invalidates, onSuccess: () => setEnding(null) })
  return (
    <Part
      title={t('changeCalendar.freeze.title')}
      action={
        mayWrite === true && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            {t('changeCalendar.freeze.add')}
          </Button>
        )
      }
    >
      <Text size="sm" c="dimmed" maw={720}>
        {t('changeCalendar.freeze.text')}
      </Text>
      <ProblemAlert error={error} />
      {items.length === 0 && error === null && <Text size="sm">{t('changeCalendar.freeze.none')}</Text>}
      <ul className={style['list']}>
        {items.map((freeze) => (
          <li key={freeze.id}>
            <Group justify="space-between" gap="xs" align="flex-start">
              <Line freeze={freeze} />
              {mayWrite === true && (
                <Group gap={4}>
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={`${t('changeCalendar.freeze.edit')} : ${say(freeze.name)}`}
                    onClick={() => setEdited(freeze)}
                  >
                    {t('changeCalendar.freeze.edit')}
                  </Button>
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-xs"
                    aria-label={`${t('changeCalendar.freeze.end')} : ${say(freeze.name)}`}
                    onClick={() => setEnding(freeze)}
                  >
                    {t('changeCalendar.freeze.end')}
                  </Button>
                </Group>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {edited !== null && (
        <FreezeForm
          freeze={edited === 'new' ? null : edited}
          invalidates={invalidates}
          onClose={() => setEdited(null)}
        />
      )}
      <ConfirmDialog
        isOpen={ending !== null}
        title={t('changeCalendar.freeze.end')}
        action={t('changeCalendar.freeze.end')}
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => {
          if (ending !== null) end.mutate({ id: ending.id })
        }}
        onClose={() => setEnding(null)}
      >
        {t('changeCalendar.freeze.endText', { name: ending === null ? '' : say(ending.name) })}
      </ConfirmDialog>
    </Part>
  )
}

const Line = ({ freeze }: { freeze: Freeze }) => {
  const { t, say } = useWords()
  const { short, exact } = useTime()
  return (
    <div>
      <Text size="sm" fw={600}>
        {t(`changeCalendar.freeze.kinds.${freeze.kind}`)} · {say(freeze.name)}
      </Text>
      <Text size="sm">
        <span title={`${exact(freeze.from)} – ${exact(freeze.to)}`}>
          {t('changeCalendar.freeze.span', { from: short(freeze.from), to: short(freeze.to) })}
        </span>
        {' · '}
        {freeze.client?.name ?? t('changeCalendar.freeze.allClients')}
        {' · '}
        {freeze.services.length === 0
          ? t('changeCalendar.freeze.allServices')
          : freeze.services.map(({ name }) => name).join(', ')}
      </Text>
      <Text size="xs" c="dimmed">
        {[freeze.reason, t('changeCalendar.freeze.by', { name: freeze.byName })].filter(Boolean).join(' · ')}
      </Text>
    </div>
  )
}
