import { Button, Checkbox, Collapse, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useWords } from '../platform/words.ts'
import { GridPicker } from '../record/GridPicker.tsx'
import { CategoryPicker, ColleaguePicker, ServicePicker } from '../record/pickers.tsx'
import { priorityIn, targetAt, useAgreement, useDelay, useGridFor } from '../record/use-grid.ts'
import { Brings } from './ByModel.tsx'
import { needsPrice, type Draft } from './draft.ts'
import type { PartProps } from './Who.tsx'

/** Service, category, impact × urgency; the grid and the contract say the rest. */
export const Classify = ({ draft, onChange, isTried }: PartProps & { isTried: boolean }) => {
  const { t } = useWords()
  const [hasMore, { toggle }] = useDisclosure(false)
  const isByModel = draft.modelKey !== null
  return (
    <Stack gap="sm">
      {draft.modelKey !== null && <Brings modelKey={draft.modelKey} />}
      <ServicePicker
        label={t('incident.new.service')}
        value={draft.serviceId}
        onChange={(serviceId) => onChange({ serviceId })}
      />
      {!isByModel && (
        <>
          <CategoryPicker
            kind={draft.kind}
            label={t('incident.new.category')}
            value={draft.categoryId}
            onChange={(categoryId) => onChange({ categoryId })}
          />
          <Gravity draft={draft} onChange={onChange} />
        </>
      )}
      {draft.kind === 'REQ' && !isByModel && (
        <>
          <Checkbox
            label={t('incident.new.outOfContract')}
            checked={draft.isOutOfContract}
            onChange={(event) => onChange({ isOutOfContract: event.currentTarget.checked })}
          />
          {draft.isOutOfContract && (
            <TextInput
              label={t('incident.new.price')}
              description={t('incident.new.priceHelp')}
              withAsterisk
              maxLength={200}
              value={draft.price}
              onChange={(event) => onChange({ price: event.currentTarget.value })}
              {...(isTried && needsPrice(draft) ? { error: t('incident.new.needPrice') } : {})}
            />
          )}
          <Checkbox
            label={t('incident.new.needsApproval')}
            checked={draft.needsApproval}
            onChange={(event) => onChange({ needsApproval: event.currentTarget.checked })}
          />
        </>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={toggle}
        aria-expanded={hasMore}
        style={{ alignSelf: 'start' }}
      >
        {t('incident.new.more')}
      </Button>
      <Collapse expanded={hasMore}>
        {hasMore && (
          <Stack gap="sm">
            <ColleaguePicker
              label={t('incident.new.assignee')}
              value={draft.assigneeId}
              onChange={(assigneeId) => onChange({ assigneeId })}
            />
            <TextInput
              type="datetime-local"
              label={t('incident.new.occurredAt')}
              value={draft.occurredAt ?? ''}
              onChange={({ currentTarget }) =>
                onChange({ occurredAt: currentTarget.value === '' ? null : currentTarget.value })
              }
            />
            <Checkbox
              label={t('incident.new.confidential')}
              checked={draft.isConfidential}
              onChange={(event) => onChange({ isConfidential: event.currentTarget.checked })}
            />
          </Stack>
        )}
      </Collapse>
    </Stack>
  )
}

const Gravity = ({ draft, onChange }: PartProps) => {
  const { t } = useWords()
  const agreement = useAgreement(draft.clientId, draft.serviceId)
  const { grid, isProposition } = useGridFor(agreement?.gridId ?? null)
  if (grid === undefined) return null
  return (
    <div>
      <Text size="sm" fw={500} mb={4} aria-hidden>
        {t('incident.new.grid')}
      </Text>
      <GridPicker grid={grid} urgency={draft.urgency} impact={draft.impact} onChange={onChange} />
      <Text size="sm" mt={6} role="status" mih="2.8em">
        <Outcome draft={draft} />
      </Text>
      {isProposition && (
        <Text size="xs" c="dimmed">
          {t('incident.new.unapproved')}
        </Text>
      )}
    </div>
  )
}

/** The priority and what is promised, in words, before anything is saved. */
const Outcome = ({ draft }: { draft: Draft }) => {
  const { t, say } = useWords()
  const delay = useDelay()
  const agreement = useAgreement(draft.clientId, draft.serviceId)
  const { grid } = useGridFor(agreement?.gridId ?? null)
  const priority = grid === undefined ? null : priorityIn(grid, draft.urgency, draft.impact)
  const known = grid?.priorities.find(({ value }) => value === priority)
  if (known === undefined || grid === undefined) return t('incident.new.noResult')
  const target = targetAt(agreement?.targets ?? [], priority) ?? targetAt(grid.targets, priority)
  if (target === undefined) return say(known.label)
  const targets = t('record.classify.targets', {
    response: delay(target.response),
    resolution: delay(target.resolution),
  })
  return t('incident.new.result', { priority: say(known.label), targets: targets.toLowerCase() })
}
