import type { CiSummary, Difference } from '#contract/configuration/shape.ts'
import { Group, Text, Title } from '@mantine/core'
import { IconArrowNarrowRight, IconMinus, IconPlus } from '@tabler/icons-react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import style from './baselines.module.css'
import { useSaying } from './say-value.tsx'
import { TypeIcon } from './type-icons.tsx'
import { useKinds, useTypes } from './use-types.ts'

/** What came, went and changed, in words: names instead of ids, labels instead of keys. */
export const DifferenceReport = ({ difference }: { difference: Difference }) => {
  const { t } = useWords()
  const { added, removed, changed, related, isCut } = difference
  if (added.length + removed.length + changed.length + related.length === 0) {
    return <Text size="sm">{t('configuration.baselines.same')}</Text>
  }
  return (
    <div className={style['report']}>
      {isCut && <Text size="sm">{t('configuration.baselines.cut')}</Text>}
      <Items title={t('configuration.baselines.added')} items={added} sign="added" />
      <Items title={t('configuration.baselines.removed')} items={removed} sign="removed" />
      <Changed items={changed} />
      <Related items={related} />
    </div>
  )
}

const Sign = ({ kind }: { kind: 'added' | 'removed' }) =>
  kind === 'added' ? <IconPlus size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />

const Items = ({ title, items, sign }: ItemsProps) => {
  const { t } = useWords()
  const { day } = useTime()
  const { of, nameOf } = useTypes()
  if (items.length === 0) return null
  return (
    <>
      <Title order={3} size="h5">
        {title} ({items.length})
      </Title>
      <QuietTable
        label={title}
        isStacked
        head={
          <>
            <th scope="col">{t('configuration.field.name')}</th>
            <th scope="col">{t('configuration.field.type')}</th>
            <th scope="col">{t('configuration.field.state')}</th>
            <th scope="col">{t('configuration.field.location')}</th>
            <th scope="col">{t('configuration.field.since')}</th>
          </>
        }
      >
        {items.map(({ number, name, type, state, location, since }) => (
          <tr key={number}>
            <th scope="row">
              <Group gap={6} wrap="nowrap">
                <Sign kind={sign} />
                <TypeIcon name={of(type)?.icon} />
                <span>
                  <TextLink href={`/parc/${number}`} size="sm">
                    {name}
                  </TextLink>{' '}
                  {number}
                </span>
              </Group>
            </th>
            <td>{nameOf(type)}</td>
            <td>{t(`configuration.states.${state}`)}</td>
            <td>{location}</td>
            <td>{day(since)}</td>
          </tr>
        ))}
      </QuietTable>
    </>
  )
}

interface ItemsProps {
  title: string
  items: readonly CiSummary[]
  sign: 'added' | 'removed'
}

const Changed = ({ items }: { items: Difference['changed'] }) => {
  const { t } = useWords()
  const { of } = useTypes()
  const { fieldOf, valueOf } = useSaying()
  if (items.length === 0) return null
  const none = (
    <Text span size="sm" c="dimmed" fs="italic">
      {t('configuration.noValue')}
    </Text>
  )
  return (
    <>
      <Title order={3} size="h5">
        {t('configuration.baselines.changed')} ({items.length})
      </Title>
      <ul className={style['changed']}>
        {items.map(({ number, name, type, fields }) => (
          <li key={number}>
            <Group gap={6} wrap="nowrap">
              <TypeIcon name={of(type)?.icon} />
              <span>
                <TextLink href={`/parc/${number}`} size="sm">
                  {name}
                </TextLink>{' '}
                <Text span size="sm">
                  {number}
                </Text>
              </span>
            </Group>
            <dl>
              {fields.map(({ field, before, after }) => (
                <div key={field} style={{ display: 'contents' }}>
                  <dt>{fieldOf(field, of(type))}</dt>
                  <dd>
                    <del>{valueOf(field, before, of(type)) ?? none}</del>{' '}
                    <IconArrowNarrowRight
                      size={14}
                      aria-label={t('configuration.baselines.becomes')}
                      role="img"
                    />{' '}
                    <ins>{valueOf(field, after, of(type)) ?? none}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  )
}

const Related = ({ items }: { items: Difference['related'] }) => {
  const { t } = useWords()
  const { sayKind } = useKinds()
  if (items.length === 0) return null
  return (
    <>
      <Title order={3} size="h5">
        {t('configuration.baselines.related')} ({items.length})
      </Title>
      <ul className={style['changed']}>
        {items.map(({ kind, from, fromName, to, toName, isNew }) => (
          <li key={`${from} ${kind} ${to} ${isNew}`}>
            <Group gap="xs">
              <ToneBadge
                tone={isNew ? 'success' : 'neutral'}
                icon={<Sign kind={isNew ? 'added' : 'removed'} />}
              >
                {t(isNew ? 'configuration.baselines.isNew' : 'configuration.baselines.isGone')}
              </ToneBadge>
              <Text span size="sm">
                <TextLink href={`/parc/${from}`}>{fromName}</TextLink> {sayKind(kind, true)}{' '}
                <TextLink href={`/parc/${to}`}>{toName}</TextLink>
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    </>
  )
}
