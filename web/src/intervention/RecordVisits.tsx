import { interventionApi, type Intervention } from '#contract/intervention/api.ts'
import { attachmentApi } from '#contract/attachment/api.ts'
import { Anchor, Button, Group, List, Text } from '@mantine/core'
import { useState } from 'react'
import { addressOf } from '../platform/api.ts'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Section } from '../record/Section.tsx'
import type { Ticket } from '../record/ticket.ts'
import { TextLink } from '../ui/app-link.tsx'
import { CancelVisit } from './cancel-visit.tsx'
import { StateBadge } from './state-badge.tsx'
import { VisitForm } from './visit-form.tsx'

/** The visits of a ticket, and the button that plans one. */
export const RecordVisits = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { data } = useApi(interventionApi.ofRecord, { number: ticket.number })
  const [editing, setEditing] = useState<Intervention | 'new' | null>(null)
  const items = (data?.items ?? []).flatMap((visit) => ('version' in visit ? [visit] : []))
  return (
    <Section
      title={t('intervention.title')}
      action={
        ticket.actions.includes('assign') && (
          <Button variant="subtle" size="compact-xs" onClick={() => setEditing('new')}>
            {t('intervention.plan')}
          </Button>
        )
      }
    >
      {items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('intervention.none')}
        </Text>
      )}
      <List listStyleType="none" size="sm" spacing={6}>
        {items.map((visit) => (
          <List.Item key={visit.id}>
            <VisitLine visit={visit} onEdit={() => setEditing(visit)} />
          </List.Item>
        ))}
      </List>
      {editing !== null && (
        <VisitForm
          number={ticket.number}
          {...(editing === 'new' ? {} : { visit: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

const VisitLine = ({ visit, onEdit }: { visit: Intervention; onEdit: () => void }) => {
  const { t } = useWords()
  const { short, clock } = useTime()
  const [isCancelling, setCancelling] = useState(false)
  return (
    <>
      <Group gap={6}>
        <TextLink inherit href={`/interventions/${visit.id}`}>
          {short(visit.plannedFrom)} – {clock(visit.plannedUntil)}
        </TextLink>
        <StateBadge state={visit.state} />
      </Group>
      <Text size="xs" c="dimmed">
        {[visit.people.map(({ name }) => name).join(', '), visit.place].filter(Boolean).join(' · ')}
      </Text>
      {visit.answers.map(({ name, answer }) => (
        <Text key={name} size="xs" {...(answer === 'declined' ? { fw: 600 } : { c: 'dimmed' })}>
          {t('intervention.answered', { name, answer: t(`intervention.answer.${answer}`) })}
        </Text>
      ))}
      <Group gap="xs">
        {visit.reportId !== null && (
          <Anchor inherit href={addressOf(attachmentApi.download, { id: visit.reportId })} download>
            {t('intervention.report')}
          </Anchor>
        )}
        {visit.actions.includes('edit') && (
          <Button variant="subtle" size="compact-xs" onClick={onEdit}>
            {t('intervention.edit')}
          </Button>
        )}
        {visit.actions.includes('cancel') && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setCancelling(true)}>
            {t('intervention.cancel')}
          </Button>
        )}
      </Group>
      {isCancelling && <CancelVisit visit={visit} onClose={() => setCancelling(false)} />}
    </>
  )
}
