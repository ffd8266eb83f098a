import { configurationApi } from '#contract/configuration/api.ts'
import type { Relation } from '#contract/configuration/shape.ts'
import { ActionIcon, Button, Group, Stack, Text, Title, Tooltip } from '@mantine/core'
import { IconPlus, IconUnlink } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { AddRelation } from './add-relation.tsx'
import { StateBadge } from './item-state.tsx'
import style from './parc.module.css'
import { TypeIcon } from './type-icons.tsx'
import { directionsOf, useKinds, useTypes, type Item } from './use-types.ts'

/** What an item has to do with others, grouped by the words of the kinds. */
export const RelationList = ({ item, isPast }: { item: Item; isPast: boolean }) => {
  const { t } = useWords()
  const { all, sayKind } = useKinds()
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Relation | null>(null)
  const mayRelate = !isPast && item.actions.includes('relate')
  const groups = directionsOf(all, sayKind)
    .map(({ key, isOutgoing, isBoth }) => ({
      key,
      isOutgoing,
      relations: item.relations.filter(
        (relation) => relation.kind === key && (isBoth || relation.isOutgoing === isOutgoing),
      ),
    }))
    .filter(({ relations }) => relations.length > 0)
  return (
    <Stack gap="lg">
      {mayRelate && (
        <Group>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('configuration.relations.add')}
          </Button>
        </Group>
      )}
      {groups.length === 0 && (
        <Text size="sm" c="dimmed" maw={520}>
          {t(isPast ? 'configuration.relations.nonePast' : 'configuration.relations.none')}
        </Text>
      )}
      {groups.map(({ key, isOutgoing, relations }) => (
        <section key={`${key} ${String(isOutgoing)}`}>
          <Title order={2} size="h5" mb={2}>
            {capital(sayKind(key, isOutgoing))}
          </Title>
          <ul className={style['relations']}>
            {relations.map((relation) => (
              <Line
                key={relation.id}
                relation={relation}
                {...(mayRelate ? { onEnd: () => setEnding(relation) } : {})}
              />
            ))}
          </ul>
        </section>
      ))}
      {isAdding && <AddRelation item={item} onClose={() => setAdding(false)} />}
      {ending !== null && <EndRelation relation={ending} onClose={() => setEnding(null)} />}
    </Stack>
  )
}

const Line = ({ relation, onEnd }: { relation: Relation; onEnd?: () => void }) => {
  const { t } = useWords()
  const { day } = useTime()
  const { of, nameOf } = useTypes()
  const { type, name, number, state, spare, since } = relation
  return (
    <li>
      <Text span c="dimmed" lh={0}>
        <TypeIcon name={of(type)?.icon} />
      </Text>
      <span>
        <TextLink inherit href={`/parc/${number}`} fw={550}>
          {name}
        </TextLink>{' '}
        <Text span size="xs" c="dimmed">
          {[number, nameOf(type), t('configuration.relations.since', { at: day(since) })].join(' · ')}
        </Text>
      </span>
      <Group gap="xs" wrap="nowrap">
        {spare !== null && (
          <ToneBadge tone="information">{t('configuration.relations.spareBadge', { spare })}</ToneBadge>
        )}
        {state !== 'in-service' && <StateBadge state={state} />}
        {onEnd !== undefined && (
          <Tooltip label={t('configuration.relations.end')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={t('configuration.relations.endTitle', { name })}
              onClick={onEnd}
            >
              <IconUnlink size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
    </li>
  )
}

const EndRelation = ({ relation, onClose }: { relation: Relation; onClose: () => void }) => {
  const { t } = useWords()
  const end = useAction(configurationApi.unrelate, {
    invalidates: [
      configurationApi.read,
      configurationApi.history,
      configurationApi.impact,
      configurationApi.ofRecord,
    ],
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('configuration.relations.endTitle', { name: relation.name })}
      action={t('configuration.relations.end')}
      isPending={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate({ id: relation.id })}
      onClose={onClose}
    >
      {t('configuration.relations.endText')}
    </ConfirmDialog>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
