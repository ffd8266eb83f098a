import { configurationApi } from '#contract/configuration/api.ts'
import type { CiSummary } from '#contract/configuration/shape.ts'
import { Button, CloseButton, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { journalApi } from '#contract/journal/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { Section } from '../record/Section.tsx'
import type { Ticket } from '../record/ticket.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { Affected } from './affected.tsx'
import { ItemPicker } from './item-picker.tsx'
import { keepsItems } from './may-keep.ts'
import style from './parc.module.css'
import { TypeIcon } from './type-icons.tsx'
import { useTypes } from './use-types.ts'

/** What a ticket is about, and what that carries. */
export const RecordItems = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const mayKeep = keepsItems(useSession())
  const [isAdding, { toggle, close }] = useDisclosure(false)
  const { number } = ticket
  const { data, error } = useApi(configurationApi.ofRecord, { number })
  const invalidates = [configurationApi.ofRecord, configurationApi.recordsOf, journalApi.ofRecord]
  const add = useAction(configurationApi.addToRecord, { invalidates, onSuccess: close })
  const remove = useAction(configurationApi.removeFromRecord, { invalidates })
  const items = data?.items ?? []
  return (
    <Section
      title={t('configuration.onRecord.title')}
      action={
        mayKeep && (
          <Button variant="subtle" size="compact-xs" onClick={toggle} aria-expanded={isAdding}>
            {t('configuration.onRecord.add')}
          </Button>
        )
      }
    >
      <ProblemAlert error={error} />
      {items.length === 0 && !isAdding && (
        <Text size="sm" c="dimmed">
          {t('configuration.onRecord.none')}
        </Text>
      )}
      {items.length > 0 && (
        <ul className={style['concerned']}>
          {items.map((item) => (
            <Line
              key={item.number}
              item={item}
              {...(mayKeep ? { onRemove: () => remove.mutate({ number, ci: item.number }) } : {})}
            />
          ))}
        </ul>
      )}
      {isAdding && (
        <ItemPicker
          aria-label={t('configuration.onRecord.add')}
          placeholder={t('configuration.onRecord.search')}
          size="xs"
          mt="xs"
          data-autofocus
          autoFocus
          value={null}
          except={items.map((item) => item.number)}
          {...(ticket.clientId === null ? {} : { client: ticket.clientId })}
          onChange={(ci) => ci !== null && add.mutate({ number, ci })}
        />
      )}
      <ProblemAlert error={add.error ?? remove.error} />
      {data !== undefined && <Affected {...data.affected} />}
    </Section>
  )
}

const Line = ({ item, onRemove }: { item: CiSummary; onRemove?: () => void }) => {
  const { t } = useWords()
  const { of, nameOf } = useTypes()
  const { number, name, type, state, location } = item
  return (
    <li>
      <Text span c="dimmed" lh={0} pt={2}>
        <TypeIcon name={of(type)?.icon} size={16} />
      </Text>
      <span>
        <TextLink inherit href={`/parc/${number}`}>
          {name}
        </TextLink>{' '}
        {state !== 'in-service' && <ToneBadge tone="caution">{t(`configuration.states.${state}`)}</ToneBadge>}
        <Text span size="xs" c="dimmed" display="block">
          {[number, nameOf(type), location].filter(Boolean).join(' · ')}
        </Text>
      </span>
      {onRemove !== undefined && (
        <CloseButton size="sm" aria-label={t('configuration.onRecord.remove', { name })} onClick={onRemove} />
      )}
    </li>
  )
}
