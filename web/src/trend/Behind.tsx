import type { InputOf } from '#contract/endpoint.ts'
import { trendApi } from '#contract/trend/api.ts'
import { Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { AppLink, TextLink } from '../ui/app-link.tsx'
import { PhaseBadge } from '../ui/badges.tsx'
import style from './trend.module.css'

/** The incidents of one line, searched among, and made into a problem. */
export const Behind = ({ asked, name }: BehindProps) => {
  const { t } = useWords()
  const { day } = useTime()
  const [words, setWords] = useState('')
  const { data, error } = useApi(trendApi.incidents, asked)
  if (data === undefined) return error === null ? <Loader size="sm" /> : <ProblemAlert error={error} />
  const wanted = plain(words)
  const shown = data.items.filter(({ number, title, clientName }) =>
    plain(`${number} ${title} ${clientName ?? ''}`).includes(wanted),
  )
  return (
    <Stack gap="xs" py={4}>
      <Group gap="xs" align="flex-end">
        <TextInput
          size="xs"
          style={{ flex: '1 1 12rem', maxWidth: '22rem' }}
          label={t('trend.filter')}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        {shown.length > 0 && (
          <Button
            size="xs"
            component={AppLink}
            href={`/problemes/nouveau?origine=trend&titre=${encodeURIComponent(name)}&incidents=${shown.map(({ number }) => number).join(',')}`}
          >
            {t('trend.openProblem')}
          </Button>
        )}
      </Group>
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('trend.noneBehind')}
        </Text>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <ul className={style['list']} aria-label={t('trend.behind', { name })} tabIndex={0}>
          {shown.map(({ number, title, phase, clientName, recordedAt, problem }) => (
            <li key={number}>
              <TextLink href={`/tickets/${number}`} inherit>
                {number}
              </TextLink>{' '}
              {title} <PhaseBadge phase={phase} />{' '}
              <Text span size="xs" c="dimmed">
                {[clientName, day(recordedAt), problem].filter(Boolean).join(' · ')}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  )
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()

interface BehindProps {
  asked: InputOf<typeof trendApi.incidents>
  name: string
}
