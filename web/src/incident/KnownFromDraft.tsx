import { problemApi } from '#contract/problem/api.ts'
import { Button, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useDebouncedValue } from '@mantine/hooks'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { MatchLine } from '../problem/KnownErrors.tsx'
import problem from '../problem/problem.module.css'
import type { Draft } from './draft.ts'
import style from './new-ticket.module.css'

/** Known errors that explain what is being typed: the client is answered with the chosen one as soon as it is recorded. */
export const KnownFromDraft = ({ draft, onChange }: KnownFromDraftProps) => {
  const { t } = useWords()
  const [title] = useDebouncedValue(draft.title.trim(), 250)
  const { data } = useApi(
    problemApi.matches,
    {
      title,
      ...(draft.serviceId === null ? {} : { service: draft.serviceId }),
      ...(draft.cis.length === 0 ? {} : { cis: draft.cis.join(',') }),
    },
    { enabled: draft.kind === 'INC' && title.length > 3, keepsPrevious: true },
  )
  const items = draft.kind === 'INC' && title.length > 3 ? (data?.items ?? []) : []
  if (items.length === 0) return null
  return (
    <section className={style['similar']} aria-live="polite">
      <Title order={2} size="h5">
        {t('problem.match.title')}
      </Title>
      <Text size="xs" c="dimmed" mb={6}>
        {t('problem.match.lead')}
      </Text>
      <ul className={problem['matches']}>
        {items.map((item) => (
          <MatchLine key={item.number} item={item}>
            <Button
              size="compact-xs"
              variant={draft.knownError === item.number ? 'filled' : 'light'}
              aria-label={t('problem.match.useOf', { number: item.number })}
              aria-pressed={draft.knownError === item.number}
              leftSection={draft.knownError === item.number && <IconCheck size={14} aria-hidden />}
              onClick={() => onChange({ knownError: draft.knownError === item.number ? null : item.number })}
            >
              {t(draft.knownError === item.number ? 'problem.match.used' : 'problem.match.use')}
            </Button>
          </MatchLine>
        ))}
      </ul>
    </section>
  )
}

interface KnownFromDraftProps {
  draft: Draft
  onChange: (part: Partial<Draft>) => void
}
