import { problemApi } from '#contract/problem/api.ts'
import type { KnownErrorMatch } from '#contract/problem/shape.ts'
import { Button, Group, Text } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { sentenceOf } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Section } from '../record/Section.tsx'
import { isOpen, type Ticket } from '../record/ticket.ts'
import { TextLink } from '../ui/app-link.tsx'
import style from './problem.module.css'
import { outdatedByProblem } from './use-problem.ts'

/** Known errors that may explain an incident: one click answers its client and links it. */
export const KnownErrors = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { data } = useApi(
    problemApi.matches,
    { record: ticket.number },
    { enabled: ticket.kind === 'INC' && isOpen(ticket), staleTime: 60_000 },
  )
  const apply = useAction(problemApi.apply, {
    invalidates: outdatedByProblem,
    onSuccess: ({ isNew }, { number }) =>
      void notify(t(isNew ? 'problem.match.done' : 'problem.match.twice', { number })),
    onError: (error) => void notify(sentenceOf(error), 'failed'),
  })
  const items = data?.items ?? []
  if (ticket.kind !== 'INC' || items.length === 0) return null
  return (
    <Section title={t('problem.match.title')}>
      <Text size="xs" c="dimmed" mb={6}>
        {t('problem.match.lead')}
      </Text>
      <ul className={style['matches']}>
        {items.map((item) => (
          <MatchLine key={item.number} item={item}>
            {item.isApplied ? (
              <Text size="xs" c="dimmed">
                {t('problem.match.applied')}
              </Text>
            ) : (
              ticket.actions.includes('link') && (
                <Button
                  size="compact-xs"
                  variant="light"
                  leftSection={<IconSend size={14} aria-hidden />}
                  aria-label={t('problem.match.applyOf', { number: item.number })}
                  loading={apply.isPending && apply.variables.number === item.number}
                  onClick={() => apply.mutate({ number: item.number, record: ticket.number })}
                >
                  {t('problem.match.apply')}
                </Button>
              )
            )}
          </MatchLine>
        ))}
      </ul>
    </Section>
  )
}

/** What it is known by, what helps, and why it is proposed. */
export const MatchLine = ({ item, children }: { item: KnownErrorMatch; children: ReactNode }) => {
  const { t } = useWords()
  const reasons = item.why
    .map((reason) =>
      reason === 'ci'
        ? t('problem.match.reason.ci', { items: item.cis.join(', ') })
        : t(`problem.match.reason.${reason}`),
    )
    .join(', ')
  return (
    <li>
      <TextLink inherit href={`/tickets/${item.number}`}>
        {item.number}
      </TextLink>{' '}
      {item.symptom}
      <Text size="xs" className={style['text'] ?? ''} lineClamp={3}>
        {item.workaround}
      </Text>
      <Group gap={6} mt={2} justify="space-between">
        <Text size="xs" c="dimmed">
          {reasons === '' ? '' : t('problem.match.why', { reasons })}
        </Text>
        {children}
      </Group>
    </li>
  )
}
