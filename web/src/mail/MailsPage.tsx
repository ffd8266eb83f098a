import { mailApi, type Mail, type MailState } from '#contract/mail/api.ts'
import { Group, Stack, Tabs, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { useApi, usePages } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'
import { MailActions } from './mail-actions.tsx'
import { MailReading } from './mail-reading.tsx'

const tabs = {
  quarantined: ['quarantined'],
  failed: ['failed'],
  in: ['received', 'filed'],
  refused: ['refused'],
  queued: ['queued'],
  sent: ['sent', 'bounced'],
  dead: ['dead', 'dropped'],
} as const satisfies Record<string, readonly MailState[]>
type Tab = keyof typeof tabs
const names: readonly Tab[] = ['quarantined', 'failed', 'in', 'refused', 'queued', 'sent', 'dead']
const counted: readonly Tab[] = ['quarantined', 'failed', 'queued', 'dead']

/** Every message in and out, by what became of it, with what may be done about it. */
export const MailsPage = () => {
  const { t } = useWords()
  const [{ onglet }, set] = useFilters(['onglet'])
  const tab = names.find((name) => name === onglet) ?? 'quarantined'
  const [reading, setReading] = useState<string | null>(null)
  const query = usePages(mailApi.list, { state: tabs[tab].join(',') })
  const counts = useApi(mailApi.health, {}).data?.counts
  const countOf = (name: Tab): number =>
    counts !== undefined && counted.includes(name) ? (Reflect.get(counts, name) ?? 0) : 0
  const columns: readonly Column<Mail>[] = [
    { key: 'subject', label: t('mail.column.subject'), render: (mail) => <Subject mail={mail} /> },
    {
      key: 'result',
      label: t('mail.column.result'),
      width: '24rem',
      render: (mail) => <Result mail={mail} />,
    },
    { key: 'at', label: t('mail.column.at'), width: '9rem', render: ({ at }) => <Ago at={at} /> },
    {
      key: 'actions',
      label: t('mail.column.actions'),
      width: '15rem',
      align: 'end',
      render: (mail) => <MailActions mail={mail} onRead={() => setReading(mail.id)} />,
    },
  ]
  return (
    <Page title={t('mail.title')} crumbs={[{ label: t('settings.title'), href: '/reglages' }]}>
      <Text size="sm" maw={720}>
        {t('mail.lead')}
      </Text>
      <Tabs value={tab} onChange={(next) => set({ onglet: next ?? undefined })}>
        <Tabs.List aria-label={t('mail.title')}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`mail.tab.${name}`)}
              {countOf(name) > 0 && ` (${countOf(name)})`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <DataList<Mail>
        label={t(`mail.tab.${tab}`)}
        query={query}
        columns={columns}
        keyOf={({ id }) => id}
        empty={
          <EmptyState icon={<IconMail size={28} />} title={t(`mail.tab.${tab}`)}>
            {t(`mail.empty.${tab}`)}
          </EmptyState>
        }
      />
      {reading !== null && <MailReading id={reading} onClose={() => setReading(null)} />}
    </Page>
  )
}

const Subject = ({ mail }: { mail: Mail }) => {
  const { direction, sender, senderName, recipients, subject } = mail
  const who = direction === 'in' ? (senderName ?? sender) : (recipients[0] ?? '')
  return (
    <Stack gap={0}>
      <Text span size="sm" fw={600}>
        {subject === '' ? '–' : subject}
      </Text>
      <Text span size="xs" c="dimmed" title={direction === 'in' ? sender : who}>
        {who}
        {direction === 'in' && senderName !== null && ` · ${sender}`}
      </Text>
    </Stack>
  )
}

const tones: Readonly<Record<MailState, Tone>> = {
  received: 'information',
  filed: 'success',
  quarantined: 'caution',
  refused: 'neutral',
  failed: 'danger',
  queued: 'information',
  sent: 'success',
  bounced: 'danger',
  dead: 'danger',
  dropped: 'neutral',
}

/** What became of it, in words; a ticket is a link. */
const Result = ({ mail }: { mail: Mail }) => {
  const { t } = useWords()
  const { state, why, detail, number, attempts, dueAt } = mail
  return (
    <Stack gap={2} align="flex-start">
      <Group gap="xs">
        <ToneBadge tone={tones[state]}>{t(`mail.state.${state}`)}</ToneBadge>
        {number !== null && (
          <TextLink href={`/tickets/${number}`} fz="sm">
            {number}
          </TextLink>
        )}
      </Group>
      {why !== null && <Text size="xs">{t(`mail.why.${why}`)}</Text>}
      {detail !== null && (
        <Text size="xs" c="dimmed">
          {detail}
        </Text>
      )}
      {dueAt !== null && attempts > 0 && <Text size="xs">{t('mail.attempts', { count: attempts })}</Text>}
    </Stack>
  )
}
