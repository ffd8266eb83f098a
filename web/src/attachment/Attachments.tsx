import { attachmentApi, type Attachment } from '#contract/attachment/api.ts'
import { ActionIcon, Anchor, Group, List, Stack, Text, Textarea } from '@mantine/core'
import { IconEraser, IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import { addressOf } from '../platform/api.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Section } from '../record/Section.tsx'
import type { Ticket } from '../record/ticket.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** The files of a ticket; they come with the answer box. */
export const Attachments = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { data } = useApi(attachmentApi.list, { number: ticket.number })
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('attachment.title')}>
      <List listStyleType="none" size="sm" spacing={6}>
        {items.map((file) => (
          <List.Item key={file.id}>
            <FileLine file={file} mayRedact={ticket.actions.includes('redact')} />
          </List.Item>
        ))}
      </List>
    </Section>
  )
}

const FileLine = ({ file, mayRedact }: { file: Attachment; mayRedact: boolean }) => {
  const { t } = useWords()
  const { bytes, short, exact } = useTime()
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconPaperclip size={14} aria-hidden style={{ flex: 'none', marginTop: 4 }} />
      <div style={{ minWidth: 0, flex: 1 }}>
        {file.isRedacted ? (
          <Text size="sm" td="line-through">
            {file.name}
          </Text>
        ) : (
          <Anchor
            href={addressOf(attachmentApi.download, { id: file.id })}
            download={file.name}
            size="sm"
            style={{ overflowWrap: 'anywhere' }}
          >
            {file.name}
          </Anchor>
        )}
        <Text size="xs" c="dimmed" title={exact(file.createdAt)}>
          {[
            file.isRedacted ? t('attachment.redacted') : bytes(file.size),
            t(`attachment.visibility.${file.visibility}`),
            file.createdByName,
            short(file.createdAt),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {mayRedact && !file.isRedacted && <Redact file={file} />}
    </Group>
  )
}

const Redact = ({ file }: { file: Attachment }) => {
  const { t } = useWords()
  const [isAsking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const redact = useAction(attachmentApi.redact, {
    invalidates: [attachmentApi.list],
    onSuccess: () => ask(false),
  })
  const label = t('attachment.redact', { name: file.name })
  return (
    <>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={label}
        title={label}
        onClick={() => ask(true)}
      >
        <IconEraser size={14} aria-hidden />
      </ActionIcon>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('attachment.redactTitle')}
        action={t('journal.redact')}
        isDangerous
        isDisabled={reason.trim().length < 3}
        isPending={redact.isPending}
        error={redact.error}
        onConfirm={() => redact.mutate({ id: file.id, reason })}
        onClose={() => ask(false)}
      >
        <Stack gap="xs">
          <Text size="sm">{t('attachment.redactText')}</Text>
          <Textarea
            label={t('attachment.reason')}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Stack>
      </ConfirmDialog>
    </>
  )
}
