import { organisationApi, type Provider } from '#contract/organisation/api.ts'
import { Stack, Switch, Text, Title } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'

/** Who must prove more than a password, and who may write without any. */
export const AccessSettings = ({ provider, mayKeep }: { provider: Provider; mayKeep: boolean }) => {
  const { t } = useWords()
  const { requiresSecondFactor, takesGuests, version } = provider
  const status = useApi(organisationApi.status, {}).data
  const edit = useAction(organisationApi.edit, {
    invalidates: [organisationApi.read, organisationApi.status],
    onSuccess: () => void notify(t('access.setting.saved')),
  })
  return (
    <section>
      <Title order={2} mb="sm">
        {t('access.setting.title')}
      </Title>
      <Stack gap="sm">
        <Switch
          label={t('access.setting.requires')}
          description={t('access.setting.requiresHelp')}
          checked={requiresSecondFactor}
          disabled={!mayKeep || edit.isPending}
          onChange={({ currentTarget }) =>
            edit.mutate({ version, requiresSecondFactor: currentTarget.checked })
          }
        />
        <Switch
          label={t('access.setting.guests')}
          description={t('access.setting.guestsHelp', { url: `${window.location.origin}/aide` })}
          checked={takesGuests}
          disabled={!mayKeep || edit.isPending}
          onChange={({ currentTarget }) => edit.mutate({ version, takesGuests: currentTarget.checked })}
        />
        {takesGuests && status?.mailsLinks === false && (
          <Text size="sm" c="red">
            {t('access.setting.guestsNeedMail')}{' '}
            <TextLink href="/reglages/messagerie" inherit>
              {t('mail.box.title')}
            </TextLink>
          </Text>
        )}
        <ProblemAlert error={edit.error} />
      </Stack>
    </section>
  )
}
