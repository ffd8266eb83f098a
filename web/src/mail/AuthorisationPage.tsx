import { mailApi } from '#contract/mail/api.ts'
import { Alert, Loader, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useFilters, useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'

/** Where Microsoft and Google send the administrator back to: what they gave is stored, then the mailbox is tested. */
export const AuthorisationPage = () => {
  const { t } = useWords()
  const go = useGo()
  const [{ state, code, error }] = useFilters(['state', 'code', 'error'])
  const { mutate, error: fault } = useAction(mailApi.finishAuthorisation, {
    invalidates: [mailApi.listMailboxes],
    onSuccess: () => go('/reglages/messagerie'),
  })
  const isBegun = useRef(false)
  useEffect(() => {
    // A code is good for one attempt.
    if (isBegun.current || state === undefined || code === undefined) return
    isBegun.current = true
    mutate({ attempt: state, code })
  }, [state, code, mutate])
  return (
    <Page title={t('mail.authorisation.title')} width="read">
      <Stack>
        {error !== undefined && (
          <Alert color="danger" variant="light">
            {t('mail.authorisation.denied', { reason: error })}
          </Alert>
        )}
        <ProblemAlert error={fault} />
        {error === undefined && fault === null && (
          <>
            <Loader size="sm" />
            <Text size="sm">{t('mail.authorisation.waiting')}</Text>
          </>
        )}
        <TextLink href="/reglages/messagerie">{t('mail.authorisation.back')}</TextLink>
      </Stack>
    </Page>
  )
}
