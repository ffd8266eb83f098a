import { mailApi } from '#contract/mail/api.ts'
import { Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconMailOff } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'

/** Whose mail is refused, why, and since when. */
export const BlockedPage = () => {
  const { t } = useWords()
  const { day } = useTime()
  const { items, isPending, error } = useAll(mailApi.blocked, {})
  const unblock = useAction(mailApi.unblock, { invalidates: [mailApi.blocked] })
  return (
    <Page
      title={t('mail.blocked.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      width="read"
    >
      <Text size="sm">{t('mail.blocked.lead')}</Text>
      <Block />
      <ProblemAlert error={error ?? unblock.error} />
      {isPending && <Loader />}
      {!isPending && items.length === 0 && (
        <EmptyState icon={<IconMailOff size={32} />} title={t('mail.blocked.none')} />
      )}
      {items.length > 0 && (
        <QuietTable
          label={t('mail.blocked.title')}
          minWidth={480}
          isStacked
          head={
            <>
              <th>{t('mail.blocked.address')}</th>
              <th>{t('mail.blocked.reason')}</th>
              <th>{t('mail.blocked.by')}</th>
              <th>{t('mail.blocked.action')}</th>
            </>
          }
        >
          {items.map(({ address, at, reason, blockedByName }) => (
            <tr key={address}>
              <th scope="row" style={{ overflowWrap: 'anywhere' }}>
                {address}
              </th>
              <td data-label={t('mail.blocked.reason')}>{reason ?? t('mail.blocked.noReason')}</td>
              <td data-label={t('mail.blocked.by')}>{[blockedByName, day(at)].filter(Boolean).join(', ')}</td>
              <td>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('mail.blocked.unblockOf', { address })}
                  onClick={() => unblock.mutate({ address })}
                >
                  {t('mail.blocked.unblock')}
                </Button>
              </td>
            </tr>
          ))}
        </QuietTable>
      )}
    </Page>
  )
}

const Block = () => {
  const { t } = useWords()
  const [address, setAddress] = useState('')
  const [reason, setReason] = useState('')
  const block = useAction(mailApi.block, {
    invalidates: [mailApi.blocked],
    onSuccess: () => {
      setAddress('')
      setReason('')
    },
  })
  const faults = fieldErrorsOf(block.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    block.mutate({ address, reason })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group align="flex-end" gap="xs">
          <TextInput
            type="email"
            label={t('mail.blocked.address')}
            value={address}
            error={faults['address']}
            onChange={({ currentTarget }) => setAddress(currentTarget.value)}
            maxLength={320}
            required
            withAsterisk={false}
            flex="1 1 14rem"
          />
          <TextInput
            label={t('mail.blocked.reason')}
            value={reason}
            error={faults['reason']}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            maxLength={500}
            required
            withAsterisk={false}
            flex="2 1 16rem"
          />
          <Button type="submit" loading={block.isPending}>
            {t('mail.blocked.block')}
          </Button>
        </Group>
        <ProblemAlert error={block.error} fields={['address', 'reason']} />
      </Stack>
    </form>
  )
}
