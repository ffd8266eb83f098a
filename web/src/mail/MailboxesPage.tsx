import { mailApi } from '#contract/mail/api.ts'
import type { Mailbox } from '#contract/mail/mailbox.ts'
import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { IconMailbox, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { keepsAccounts } from '../settings/may-keep.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge, ToneText } from '../ui/tone-badge.tsx'
import { MailboxForm } from './mailbox-form.tsx'
import { MailboxTest } from './mailbox-test.tsx'
import style from './mail.module.css'

/** By which addresses clients write to us, whether that works, and what to do where it does not. */
export const MailboxesPage = () => {
  const { t } = useWords()
  const mayKeep = keepsAccounts(useSession())
  const [editing, setEditing] = useState<Mailbox | 'new' | null>(null)
  const { data, error, refetch } = useApi(mailApi.listMailboxes, {}, { refetchInterval: 5000 })
  const create = mayKeep && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      {t('mail.box.create')}
    </Button>
  )
  return (
    <Page
      title={t('mail.box.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      actions={create}
    >
      <Text size="sm" maw={720}>
        {t('mail.box.lead')}
      </Text>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Loader />}
      {data?.items.length === 0 && (
        <EmptyState icon={<IconMailbox size={32} />} title={t('mail.box.emptyTitle')} action={create}>
          {t('mail.box.emptyText')}
        </EmptyState>
      )}
      <ul className={style['boxes']}>
        {data?.items.map((mailbox) => (
          <li key={mailbox.id}>
            <Box mailbox={mailbox} mayKeep={mayKeep} onEdit={() => setEditing(mailbox)} />
          </li>
        ))}
      </ul>
      {editing !== null && (
        <MailboxForm {...(editing === 'new' ? {} : { mailbox: editing })} onClose={() => setEditing(null)} />
      )}
    </Page>
  )
}

const lists = { invalidates: [mailApi.listMailboxes, mailApi.health] }

interface BoxProps {
  mailbox: Mailbox
  mayKeep: boolean
  onEdit: () => void
}

const Box = ({ mailbox, mayKeep, onEdit }: BoxProps) => {
  const { t } = useWords()
  const { id, name, address, kind, clientName, isPaused, version, secrets } = mailbox
  const [isEnding, setEnding] = useState(false)
  const test = useAction(mailApi.testMailbox, lists)
  const edit = useAction(mailApi.editMailbox, lists)
  const authorise = useAction(mailApi.authoriseMailbox, {
    onSuccess: ({ url }) => window.location.assign(url),
  })
  const end = useAction(mailApi.endMailbox, { ...lists, onSuccess: () => setEnding(false) })
  const isLent = kind === 'microsoft' || kind === 'google'
  const named = (label: string) => ({ 'aria-label': `${label} – ${name}` })
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h3">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {address} · {t(`mail.box.kind.${kind}`)} · {clientName ?? t('mail.box.shared')}
          </Text>
        </div>
        {mayKeep && (
          <Group gap={4}>
            {isLent && (
              <Button
                size="xs"
                variant={secrets.includes('refresh-token') ? 'default' : 'filled'}
                loading={authorise.isPending}
                onClick={() => authorise.mutate({ id })}
                {...named(t('mail.box.authorise'))}
              >
                {t('mail.box.authorise')}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              loading={test.isPending}
              onClick={() => test.mutate({ id })}
              {...named(t('mail.box.test'))}
            >
              {t('mail.box.test')}
            </Button>
            <Button size="xs" variant="default" onClick={onEdit} {...named(t('mail.box.edit'))}>
              {t('mail.box.edit')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              loading={edit.isPending}
              onClick={() => edit.mutate({ id, version, isPaused: !isPaused })}
              {...named(t(isPaused ? 'mail.box.resume' : 'mail.box.pause'))}
            >
              {t(isPaused ? 'mail.box.resume' : 'mail.box.pause')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() => setEnding(true)}
              {...named(t('mail.box.end'))}
            >
              {t('mail.box.end')}
            </Button>
          </Group>
        )}
      </Group>
      <Health mailbox={mailbox} />
      <ProblemAlert error={test.error ?? edit.error ?? authorise.error} />
      <MailboxTest mailbox={mailbox} />
      <ConfirmDialog
        isOpen={isEnding}
        title={t('mail.box.endTitle', { name })}
        action={t('mail.box.end')}
        isDangerous
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ id })}
        onClose={() => setEnding(false)}
      >
        {t('mail.box.endText')}
      </ConfirmDialog>
    </Stack>
  )
}

const Health = ({ mailbox }: { mailbox: Mailbox }) => {
  const { t } = useWords()
  const { relative, day } = useTime()
  const { kind, isPaused, readAt, readFault, sentAt, sendFault, secretEndsOn } = mailbox
  return (
    <Stack gap={4}>
      <Group gap="sm">
        {isPaused && <ToneBadge tone="caution">{t('mail.box.paused')}</ToneBadge>}
        {kind !== 'door' && (
          <Text size="sm">
            {readAt === null ? t('mail.box.neverRead') : t('mail.box.read', { when: relative(readAt) })}
          </Text>
        )}
        {sentAt !== null && <Text size="sm">{t('mail.box.sent', { when: relative(sentAt) })}</Text>}
        {secretEndsOn !== null && (
          <ToneText tone="neutral">{t('mail.box.secretEnds', { date: day(secretEndsOn) })}</ToneText>
        )}
      </Group>
      {readFault !== null && (
        <Alert variant="light" color="danger" p="xs">
          {t('mail.box.readFault', { fault: readFault })}
        </Alert>
      )}
      {sendFault !== null && (
        <Alert variant="light" color="danger" p="xs">
          {t('mail.box.sendFault', { fault: sendFault })}
        </Alert>
      )}
    </Stack>
  )
}
