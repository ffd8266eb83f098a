import { changeApi } from '#contract/change/api.ts'
import type { Change, Modification } from '#contract/change/shape.ts'
import { Button, CloseButton, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useSaying } from '../configuration/say-value.tsx'
import { useKinds, useTypes } from '../configuration/use-types.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { asText } from '../platform/plain.ts'
import { useAction, useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { AddLine, type NewLine } from './add-line.tsx'
import style from './change.module.css'
import { Part } from '../ui/part.tsx'
import { Scroll } from './scroll.tsx'
import { outdated } from './use-change.ts'

/** The sheet of items as a difference to today. */
export const Sheet = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const { number } = change
  const [isAdding, setAdding] = useState(false)
  const { items, error, isPending } = useAll(changeApi.modifications, { number })
  const put = useAction(changeApi.putModifications, {
    invalidates: outdated,
    onSuccess: () => setAdding(false),
  })
  const mayEdit = change.actions.includes('edit-sheet')
  const isStale = items.some((line) => line.isStale)
  const write = (lines: readonly NewLine[]) => put.mutate({ number, items: [...lines] })
  return (
    <Part
      title={t('change.sheet')}
      action={
        mayEdit && (
          <Group gap="xs">
            {isStale && (
              <Button size="xs" loading={put.isPending} onClick={() => write(items.map(asGiven))}>
                {t('change.sheetAgain')}
              </Button>
            )}
            <Button variant="default" size="xs" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
              {t('change.sheetAdd')}
            </Button>
          </Group>
        )
      }
    >
      <Text size="xs" c="dimmed" mb="xs">
        {t('change.sheetText')}
      </Text>
      <ProblemAlert error={error ?? put.error} />
      {!isPending && items.length === 0 && !isAdding && (
        <Text size="sm" c="dimmed">
          {t('change.sheetNone')}
        </Text>
      )}
      <ul className={style['list']}>
        {items.map((line) => (
          <Line
            key={line.position}
            line={line}
            {...(mayEdit
              ? {
                  onRemove: () =>
                    write(items.filter(({ position }) => position !== line.position).map(asGiven)),
                }
              : {})}
          />
        ))}
      </ul>
      {isAdding && (
        <AddLine client={change.clientId} onAdd={(line) => write([...items.map(asGiven), line])} />
      )}
    </Part>
  )
}

/** As it was given, so that it can be written again on what is today. */
const asGiven = ({ action, ci, type, to, kind, spare, given }: Modification): NewLine => ({
  ...given,
  action,
  ...(ci === null || action === 'add' ? {} : { ci }),
  ...(action === 'add' && type !== null ? { type } : {}),
  ...(to === null ? {} : { to }),
  ...(kind === null ? {} : { kind }),
  ...(spare === null ? {} : { spare }),
})

const Line = ({ line, onRemove }: { line: Modification; onRemove?: () => void }) => {
  const { t } = useWords()
  const { short } = useTime()
  const { sayKind } = useKinds()
  const { nameOf } = useTypes()
  const { action, ci, name, to, toName, kind, type } = line
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text span size="sm" fw={600}>
            {t(`change.actions.${action}`)}
          </Text>{' '}
          {ci === null || ci.startsWith('#') ? (
            <Text span size="sm">
              {name ?? ci} {action === 'add' && type !== null && `(${nameOf(type)})`}
            </Text>
          ) : (
            <TextLink inherit href={`/parc/${ci}`}>
              {name} ({ci})
            </TextLink>
          )}
          {kind !== null && (
            <Text span size="sm">
              {' '}
              {sayKind(kind, true)} {toName ?? to}
            </Text>
          )}
          {line.isStale && line.why !== null && (
            <ToneBadge
              tone="warning"
              icon={<IconAlertTriangle aria-hidden />}
              title={t(`change.stale.${line.why}`)}
            >
              {t('change.sheetStale')}
            </ToneBadge>
          )}
        </div>
        {onRemove !== undefined && (
          <CloseButton
            size="sm"
            aria-label={t('change.sheetRemove', { position: line.position })}
            onClick={onRemove}
          />
        )}
      </Group>
      {line.why !== null && <Text size="sm">{t(`change.stale.${line.why}`)}</Text>}
      {line.others.length > 0 && (
        <Text size="sm">{t('change.others', { numbers: line.others.join(', ') })}</Text>
      )}
      <Fields line={line} />
      {line.appliedAt !== null && (
        <Text size="xs" c="dimmed">
          {line.revertedAt === null
            ? t('change.applied', { when: short(line.appliedAt) })
            : t('change.reverted', { when: short(line.revertedAt) })}
        </Text>
      )}
      {line.isLeft && <Text size="sm">{t('change.left')}</Text>}
    </li>
  )
}

const Fields = ({ line }: { line: Modification }) => {
  const { t } = useWords()
  const { of } = useTypes()
  const { fieldOf, valueOf } = useSaying()
  const type = of(line.type ?? '')
  if (line.fields.length === 0) return null
  return (
    <Scroll label={line.name ?? t('change.sheet')}>
      <table className={style['table']}>
        <thead>
          <tr>
            <th scope="col">{t('change.sheetField')}</th>
            <th scope="col">{t('change.sheetBefore')}</th>
            <th scope="col">{t('change.sheetAfter')}</th>
          </tr>
        </thead>
        <tbody>
          {line.fields.map(({ field, written, today, after }) => (
            <tr key={field}>
              <td>{fieldOf(field, type)}</td>
              <td>
                {line.appliedAt === null
                  ? (valueOf(field, today, type) ?? '–')
                  : (valueOf(field, written, type) ?? '–')}
                {line.isStale && JSON.stringify(written) !== JSON.stringify(today) && (
                  <Text size="xs" c="dimmed">
                    {t('change.sheetWritten', { value: asText(written ?? '–') })}
                  </Text>
                )}
              </td>
              <td>{valueOf(field, after, type) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
