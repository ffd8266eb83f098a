import type { OutputOf } from '#contract/endpoint.ts'
import { recordApi } from '#contract/record/api.ts'
import { List, Text } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { MajorBadge, PhaseBadge } from '../ui/badges.tsx'
import { Ago } from '../ui/times.tsx'
import { Section } from './Section.tsx'
import { isOpen, type Ticket } from './ticket.ts'

export type Similar = OutputOf<typeof recordApi.similar>['items'][number]

/** Open tickets that look like this one. */
export const SimilarTickets = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { data } = useApi(
    recordApi.similar,
    {
      title: ticket.title,
      except: ticket.number,
      ...(ticket.serviceId === null ? {} : { service: ticket.serviceId }),
      ...(ticket.clientId === null ? {} : { client: ticket.clientId }),
    },
    { enabled: isOpen(ticket), staleTime: 60_000 },
  )
  const family = new Set([ticket.parent, ...ticket.children.map(({ number }) => number)])
  const items = (data?.items ?? []).filter(({ number }) => !family.has(number))
  if (items.length === 0) return null
  return (
    <Section title={t('record.similar.title')}>
      <List listStyleType="none" size="sm" spacing={6}>
        {items.map((item) => (
          <List.Item key={item.number}>
            <SimilarLine item={item} />
          </List.Item>
        ))}
      </List>
    </Section>
  )
}

export const SimilarLine = ({ item }: { item: Similar }) => (
  <>
    <TextLink inherit href={`/tickets/${item.number}`}>
      {item.number}
    </TextLink>{' '}
    {item.title} {item.isMajor ? <MajorBadge /> : <PhaseBadge phase={item.phase} />}
    <Text size="xs" c="dimmed" component="div">
      {item.clientName !== null && `${item.clientName} · `}
      <Ago at={item.recordedAt} />
    </Text>
  </>
)
