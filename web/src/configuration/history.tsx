import { configurationApi } from '#contract/configuration/api.ts'
import type { CiChange, CiType } from '#contract/configuration/shape.ts'
import { Button, Group, Loader, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import style from './parc.module.css'
import { isNothing, useSaying } from './say-value.tsx'
import { useKinds, useTypes, type Item } from './use-types.ts'

const most = 500
const manyFields = 6

/** What became of an item, latest first: each attribute before and after, who, from where, by what right. */
export const History = ({ item }: { item: Item }) => {
  const { t } = useWords()
  const { items, isPending, error, refetch } = useAll(configurationApi.history, { number: item.number })
  const [{ at }] = useFilters(['at'])
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (isPending) return <Loader size="sm" />
  const shownAt =
    at === undefined ? undefined : items.find((change) => Date.parse(change.at) <= Date.parse(at))
  return (
    <>
      <ol className={style['story']} aria-label={t('configuration.history.title')}>
        {items.map((change, index) => (
          <li
            key={`${change.at} ${change.what} ${change.relation?.number ?? ''} ${String(index)}`}
            data-current={change === shownAt || undefined}
          >
            <Change change={change} item={item} />
          </li>
        ))}
      </ol>
      {items.length >= most && (
        <Text size="xs" c="dimmed">
          {t('configuration.history.only')}
        </Text>
      )}
    </>
  )
}

const Change = ({ change, item }: { change: CiChange; item: Item }) => {
  const { t } = useWords()
  const { exact, day, clock } = useTime()
  const { of } = useTypes()
  const [{ at }, set] = useFilters(['at'])
  const { what, source, byName, authority, fields, relation } = change
  const type = of(lastText(fields, 'type') ?? item.type)
  const who =
    byName === null
      ? source === 'inventory'
        ? t('configuration.history.byMachine')
        : null
      : t('configuration.history.by', { name: byName })
  return (
    <>
      <Group gap="xs" justify="space-between">
        <Text size="sm" component="div">
          <Text span fw={600}>
            {relation === null ? t(`configuration.history.${toldAs(what)}`) : <Related change={change} />}
          </Text>{' '}
          <Text span size="sm" c="dimmed">
            <time dateTime={change.at} title={exact(change.at)}>
              {day(change.at)}, {clock(change.at)}
            </time>
            {[who, t(`configuration.sources.${source}`)].filter(Boolean).map((part) => ` · ${part}`)}
          </Text>
        </Text>
        {change.at !== at && what !== 'ended' && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconHistory size={12} aria-hidden />}
            onClick={() => set({ at: change.at })}
          >
            {t('configuration.history.at')}
          </Button>
        )}
      </Group>
      {authority !== null && (authority.record !== null || authority.reason !== firstWritten) && (
        <Text size="sm" mt={2}>
          {authority.record !== null && (
            <TextLink href={`/tickets/${authority.record}`}>
              {t('configuration.history.record', { record: authority.record })}
            </TextLink>
          )}{' '}
          {authority.reason !== null &&
            t('configuration.history.reason', { reason: sayReason(authority.reason, t) })}
        </Text>
      )}
      <Fields fields={fields} type={type} isFirst={what === 'created'} />
    </>
  )
}

const Related = ({ change: { what, relation } }: { change: CiChange }) => {
  const { t } = useWords()
  const { sayKind } = useKinds()
  if (relation === null) return null
  const kind = sayKind(relation.kind, relation.isOutgoing)
  const said = t(what === 'unrelated' ? 'configuration.history.unrelated' : 'configuration.history.related', {
    kind,
    name: '',
  })
  return (
    <>
      {said}
      <TextLink href={`/parc/${relation.number}`}>{relation.name}</TextLink>
    </>
  )
}

const Fields = ({
  fields,
  type,
  isFirst,
}: {
  fields: CiChange['fields']
  type: CiType | undefined
  isFirst: boolean
}) => {
  const { t } = useWords()
  const { fieldOf, valueOf } = useSaying()
  const [isUnfolded, setUnfolded] = useState(false)
  if (fields.length === 0) return null
  const isLong = fields.length > manyFields
  const shown = isLong && !isUnfolded ? (isFirst ? [] : fields.slice(0, manyFields)) : fields
  return (
    <>
      <dl className={style['changes']}>
        {shown.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{fieldOf(field, type)}</dt>
            <dd>
              {isFirst ? (
                valueOf(field, after, type)
              ) : (
                <>
                  <Before>
                    {isNothing(before) ? t('configuration.noValue') : valueOf(field, before, type)}
                  </Before>{' '}
                  <span aria-hidden>→</span>{' '}
                  <After>{isNothing(after) ? t('configuration.noValue') : valueOf(field, after, type)}</After>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {isLong && (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded
            ? t('configuration.showLess')
            : isFirst
              ? t('configuration.history.values', { count: fields.length })
              : t('configuration.showAll', { count: fields.length })}
        </Button>
      )}
    </>
  )
}

const Before = ({ children }: { children: ReactNode }) => {
  const { t } = useWords()
  return <del aria-label={t('configuration.history.before')}>{children}</del>
}
const After = ({ children }: { children: ReactNode }) => {
  const { t } = useWords()
  return <ins aria-label={t('configuration.history.after')}>{children}</ins>
}

const toldAs = (what: CiChange['what']): 'created' | 'edited' | 'ended' =>
  what === 'created' || what === 'ended' ? what : 'edited'

const lastText = (fields: CiChange['fields'], name: string): string | null => {
  const value = fields.find(({ field }) => field === name)?.after
  return typeof value === 'string' ? value : null
}

/** What the program writes itself where an item begins: it says nothing that the line does not say. */
const firstWritten = 'first written down'

/** Edits on the page of services sign themselves. */
const sayReason = (reason: string, t: ReturnType<typeof useWords>['t']): string =>
  reason === 'service' ? t('configuration.sources.service') : reason
