import { accessApi } from '#contract/access/api.ts'
import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Doorway } from '../ui/doorway.tsx'

/** The address has answered: one button, and what was written goes on. Opening the page confirms nothing. */
export const ConfirmGuest = () => {
  const { t } = useWords()
  const secret = useParam('secret')
  const waiting = useApi(accessApi.readGuest, { secret }, { staleTime: Infinity })
  const confirm = useAction(accessApi.confirmGuest)
  useEffect(() => {
    document.title = `${t('access.guest.confirmTitle')} · Trousse`
  }, [t])
  const error = confirm.error ?? waiting.error
  return (
    <Doorway>
      {confirm.isSuccess ? (
        <Stack role="status">
          <IconCircleCheck size={36} aria-hidden />
          <Title order={1}>{t('access.guest.confirmedTitle')}</Title>
          <Text>{t('access.guest.confirmed')}</Text>
        </Stack>
      ) : (
        <Stack>
          <Title order={1}>{t('access.guest.confirmTitle')}</Title>
          <ProblemAlert error={error} />
          {error !== null && <TextLink href="/aide">{t('access.guest.again')}</TextLink>}
          {waiting.isPending && <Loader />}
          {waiting.isSuccess && error === null && (
            <>
              <Text>{t('access.guest.confirmText')}</Text>
              <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate({ secret })}>
                {t('access.guest.confirm')}
              </Button>
            </>
          )}
        </Stack>
      )}
    </Doorway>
  )
}
