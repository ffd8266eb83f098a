import { useState } from 'react'
import { Divider, SimpleGrid, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { personApi } from '#contract/person/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import { notify } from '../platform/notify.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { isStaff, isSupplier, personQuery, useSession } from '../platform/session.tsx'
import { areShortcutsOn, turnShortcuts } from '../platform/shortcuts.ts'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { SecondFactor } from '../access/second-factor.tsx'
import { TrustedDevices } from '../access/trusted-devices.tsx'
import { LanguageChoice } from '../ui/language-choice.tsx'
import { Page } from '../ui/page.tsx'
import { ZoneSelect } from '../ui/zone-select.tsx'
import { OpenSessions } from './open-sessions.tsx'
import { PasswordChange } from './password-change.tsx'
import { Tokens } from './tokens.tsx'

/** What is mine: how I read, how I am reached, how I get in. */
export const Profile = () => {
  const { t } = useWords()
  return (
    <Page title={t('session.profile.title')} width="read">
      <Stack gap="xl">
        <Me />
        <Divider />
        <PasswordChange />
        <Divider />
        <SecondFactor />
        <Divider />
        <OpenSessions />
        <Divider />
        <TrustedDevices />
        <Divider />
        <Tokens />
      </Stack>
    </Page>
  )
}

const Me = () => {
  const { t } = useWords()
  const session = useSession()
  const { person } = session
  const { clock } = useTime()
  const cache = useQueryClient()
  const now = useNow()
  const [hasShortcuts, setShortcuts] = useState(areShortcutsOn)
  const save = useAction(personApi.editSelf, {
    invalidates: [personApi.read],
    onSuccess: ({ zone }) => {
      cache.setQueryData(personQuery.queryKey, { person: { ...person, zone } })
      void notify(t('shell.confirm.saved'))
    },
  })
  return (
    <section>
      <Title order={2} mb="sm">
        {t('session.profile.me')}
      </Title>
      <Stack>
        <div>
          <Text fw={600}>{person.name}</Text>
          <Text size="sm" c="dimmed">
            {person.email}
          </Text>
          <Text size="sm" c="dimmed">
            {person.roles.map((role) => t(`shell.role.${role}`)).join(' · ') || t('session.profile.noRole')}
          </Text>
        </div>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <LanguageChoice label={t('session.profile.language')} />
          <ZoneSelect
            label={t('session.profile.zone')}
            description={t('session.profile.zoneHelp', { now: clock(now) })}
            value={person.zone}
            onChange={(zone) => save.mutate({ zone })}
          />
        </SimpleGrid>
        <Phone onSave={(phone) => save.mutate({ phone })} />
        <ProblemAlert error={save.error} />
        {isStaff(session) && (
          <Switch
            label={t('session.profile.shortcuts')}
            description={t('session.profile.shortcutsHelp')}
            checked={hasShortcuts}
            onChange={() => {
              turnShortcuts(!hasShortcuts)
              setShortcuts(!hasShortcuts)
            }}
          />
        )}
      </Stack>
    </section>
  )
}

/** Kept when the reader leaves the field. */
const Phone = ({ onSave }: { onSave: (phone: string | null) => void }) => {
  const { t } = useWords()
  const session = useSession()
  const { data } = useApi(personApi.read, { id: session.person.id }, { enabled: !isSupplier(session) })
  if (data === undefined) return null
  const save = (text: string) => {
    const phone = text.trim() === '' ? null : text.trim()
    if (phone !== data.phone) onSave(phone)
  }
  return (
    <TextInput
      key={data.phone}
      label={t('session.profile.phone')}
      type="tel"
      autoComplete="tel"
      defaultValue={data.phone ?? ''}
      maxLength={50}
      onBlur={({ currentTarget }) => save(currentTarget.value)}
      maw={340}
    />
  )
}
