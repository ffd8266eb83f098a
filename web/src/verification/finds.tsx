import { verificationApi } from '#contract/verification/api.ts'
import { ActionIcon, Button, Group, Text, TextInput, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import type { Acts } from './acts.ts'
import type { Campaign } from './campaign.ts'
import style from './verification.module.css'

/** What is there and is written nowhere. */
export const Finds = ({ campaign, acts }: { campaign: Campaign; acts: Acts }) => {
  const { t } = useWords()
  const [what, setWhat] = useState('')
  const [location, setLocation] = useState('')
  const withdraw = useAction(verificationApi.withdrawFind, { invalidates: [verificationApi.read] })
  const isSent = (id: string) => acts.acts.every(({ key }) => key !== id)
  return (
    <section className={style['place']} aria-labelledby="finds">
      <Title order={2} size="h3" id="finds">
        {t('verification.finds.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('verification.finds.lead')}
      </Text>
      {campaign.finds.length === 0 && <Text size="sm">{t('verification.finds.none')}</Text>}
      <ul className={style['items']}>
        {campaign.finds.map((find) => (
          <li key={find.id}>
            <Group gap="xs" wrap="nowrap">
              <Text size="sm">{[find.what, find.location].filter(Boolean).join(' · ')}</Text>
              {campaign.mayNote && isSent(find.id) && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('verification.finds.withdraw', { what: find.what })}
                  onClick={() => withdraw.mutate({ id: campaign.id, find: find.id })}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {campaign.mayNote && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void acts.find(what.trim(), location.trim())
            setWhat('')
          }}
        >
          <Group gap="xs" align="flex-end">
            <TextInput
              label={t('verification.finds.what')}
              value={what}
              maxLength={500}
              onChange={({ currentTarget }) => setWhat(currentTarget.value)}
              flex={2}
              miw={150}
            />
            <TextInput
              label={t('verification.finds.location')}
              value={location}
              maxLength={300}
              onChange={({ currentTarget }) => setLocation(currentTarget.value)}
              flex={1}
              miw={110}
            />
            <Button type="submit" variant="default" disabled={what.trim() === ''}>
              {t('verification.finds.add')}
            </Button>
          </Group>
        </form>
      )}
    </section>
  )
}
