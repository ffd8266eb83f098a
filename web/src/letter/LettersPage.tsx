import { letterApi, type Letter } from '#contract/letter/api.ts'
import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconMailOpened } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ClientPicker } from '../record/pickers.tsx'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { LetterForm } from './letter-form.tsx'

/** What clients are written at each step. */
export const LettersPage = () => {
  const { t, language: reader } = useWords()
  const [{ client, langue }, set] = useFilters(['client', 'langue'])
  const language = langue === 'fr' || langue === 'en' ? langue : reader
  const query = useAll(letterApi.list, client === undefined ? {} : { client })
  const [open, setOpen] = useState<Letter['topic'] | null>(null)
  const shown = { ...query, items: query.items.filter((letter) => letter.language === language) }
  const chosen = shown.items.find(({ topic }) => topic === open)
  return (
    <Page title={t('letter.title')} crumbs={[{ label: t('settings.title'), href: '/reglages' }]}>
      <Text size="sm" maw={720}>
        {t('letter.lead')}
      </Text>
      <Group align="flex-end">
        <ClientPicker
          label={t('letter.client')}
          placeholder={t('letter.all')}
          value={client ?? null}
          onChange={(id) => set({ client: id ?? undefined })}
        />
        <SegmentedControl
          aria-label={t('letter.language')}
          value={language}
          onChange={(value) => set({ langue: value })}
          data={[
            { value: 'fr', label: t('shell.language.fr') },
            { value: 'en', label: t('shell.language.en') },
          ]}
        />
      </Group>
      <DataList
        label={t('letter.title')}
        query={shown}
        keyOf={({ topic }) => topic}
        columns={[
          {
            key: 'topic',
            label: t('letter.topicColumn'),
            render: ({ topic }) => (
              <>
                {query.mayWrite === true ? (
                  <Button variant="subtle" size="compact-sm" px={0} onClick={() => setOpen(topic)}>
                    {t(`letter.topic.${topic}`)}
                  </Button>
                ) : (
                  <Text size="sm" fw={600}>
                    {t(`letter.topic.${topic}`)}
                  </Text>
                )}
                <Text size="xs" c="dimmed">
                  {t(`letter.when.${topic}`)}
                </Text>
              </>
            ),
          },
          { key: 'subject', label: t('letter.subject'), isWide: true, render: ({ subject }) => subject },
          {
            key: 'source',
            label: t('letter.sourceColumn'),
            width: '13rem',
            render: ({ source }) => (
              <ToneBadge tone={source === 'kit' ? 'neutral' : 'information'}>
                {t(`letter.source.${source}`)}
              </ToneBadge>
            ),
          },
        ]}
        empty={<EmptyState icon={<IconMailOpened size={32} />} title={t('letter.title')} />}
      />
      {chosen !== undefined && (
        <LetterForm
          key={`${chosen.topic} ${chosen.language} ${client}`}
          letter={chosen}
          clientId={client ?? null}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
