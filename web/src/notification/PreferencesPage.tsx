import { notificationApi, type Choice, type Preference } from '#contract/notification/api.ts'
import { noticeGroups, type NoticeGroup } from '#contract/notification/say.ts'
import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Stack,
  Switch,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { BrowserChoice } from './browser-choice.tsx'
import style from './preferences.module.css'

/** Of what I am told, by which way, and when not. */
export const PreferencesPage = () => {
  const { t } = useWords()
  const { data, error } = useApi(notificationApi.readPreference, {})
  return (
    <Page
      title={t('notification.preference.title')}
      width="read"
      crumbs={[{ label: t('notification.title'), href: '/notifications' }]}
    >
      <Text size="sm">{t('notification.preference.lead')}</Text>
      <ProblemAlert error={error} />
      {data !== undefined && <Choosing key={data.version} before={data} />}
    </Page>
  )
}

const Choosing = ({ before }: { before: Preference }) => {
  const { t } = useWords()
  const { person } = useSession()
  const [preference, setPreference] = useState(before)
  const save = useAction(notificationApi.writePreference, {
    invalidates: [notificationApi.readPreference],
    onSuccess: () => void notify(t('notification.preference.saved')),
  })
  const change = (part: Partial<Preference>) => setPreference({ ...preference, ...part })
  const choose = (group: NoticeGroup, part: Partial<Choice>) =>
    change({ choices: { ...preference.choices, [group]: { ...preference.choices[group], ...part } } })
  // The day's summary is for who leads the firm, and is a mail alone.
  const groups = noticeGroups.filter((group) => group !== 'day' || person.roles.includes('D'))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(preference)
      }}
    >
      <Stack gap="lg">
        <Table className={style['choices'] ?? ''} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('notification.preference.about')}</Table.Th>
              <Table.Th>{t('notification.preference.product')}</Table.Th>
              <Table.Th>{t('notification.preference.mail')}</Table.Th>
              <Table.Th>{t('notification.preference.push')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((group) => (
              <Line
                key={group}
                group={group}
                choice={preference.choices[group]}
                onChange={(part) => choose(group, part)}
              />
            ))}
          </Table.Tbody>
        </Table>
        <BrowserChoice />
        <section>
          <Title order={2} size="h3" mb={4}>
            {t('notification.preference.quiet')}
          </Title>
          <Text size="sm" mb="sm">
            {t('notification.preference.quietHelp')}
          </Text>
          <Group align="flex-end">
            <TextInput
              type="time"
              label={t('notification.preference.from')}
              required
              withAsterisk={false}
              value={preference.quietFrom}
              onChange={({ currentTarget }) => change({ quietFrom: currentTarget.value })}
            />
            <TextInput
              type="time"
              label={t('notification.preference.until')}
              required
              withAsterisk={false}
              value={preference.quietUntil}
              onChange={({ currentTarget }) => change({ quietUntil: currentTarget.value })}
            />
            <TextInput
              type="time"
              label={t('notification.preference.daily')}
              required
              withAsterisk={false}
              value={preference.dailyAt}
              onChange={({ currentTarget }) => change({ dailyAt: currentTarget.value })}
            />
          </Group>
          <Switch
            mt="sm"
            label={t('notification.preference.weekends')}
            checked={preference.isQuietOnWeekends}
            onChange={({ currentTarget }) => change({ isQuietOnWeekends: currentTarget.checked })}
          />
          <Text size="xs" c="dimmed" mt="xs">
            {t('notification.preference.zone', { zone: person.zone })}
          </Text>
        </section>
        <ProblemAlert error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('shell.confirm.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const Line = ({ group, choice, onChange }: LineProps) => {
  const { t } = useWords()
  const about = t(`notification.preference.group.${group}`)
  const isMailAlone = group === 'day'
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {about}
      </Table.Th>
      <Table.Td data-label={t('notification.preference.product')}>
        {!isMailAlone && (
          <Checkbox
            aria-label={`${t('notification.preference.product')} – ${about}`}
            checked={choice.product}
            onChange={({ currentTarget }) => onChange({ product: currentTarget.checked })}
          />
        )}
      </Table.Td>
      <Table.Td data-label={t('notification.preference.mail')}>
        <NativeSelect
          size="xs"
          aria-label={`${t('notification.preference.mail')} – ${about}`}
          value={choice.mail}
          data={(isMailAlone ? (['off', 'at-once'] as const) : mails).map((value) => ({
            value,
            label: t(`notification.preference.mails.${value}`),
          }))}
          onChange={({ currentTarget }) =>
            onChange({ mail: mails.find((one) => one === currentTarget.value) ?? 'off' })
          }
        />
      </Table.Td>
      <Table.Td data-label={t('notification.preference.push')}>
        {!isMailAlone && (
          <Checkbox
            aria-label={`${t('notification.preference.push')} – ${about}`}
            checked={choice.push}
            onChange={({ currentTarget }) => onChange({ push: currentTarget.checked })}
          />
        )}
      </Table.Td>
    </Table.Tr>
  )
}

const mails = ['off', 'at-once', 'daily'] as const

interface LineProps {
  group: NoticeGroup
  choice: Choice
  onChange: (part: Partial<Choice>) => void
}
