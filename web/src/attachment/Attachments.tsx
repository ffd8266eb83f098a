import { attachmentApi, type Attachment } from '#contract/attachment/api.ts'
import { Anchor, Group, List, Text } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { RedactButton } from '../journal/redact-button.tsx'
import { addressOf } from '../platform/api.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Section } from '../record/Section.tsx'
import type { Ticket } from '../record/ticket.ts'

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
            file.text === undefined
              ? null
              : t(`knowledge.text.${file.text.state}`, { reason: file.text.reason ?? '' }),
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
  const redaction = useAction(attachmentApi.redact, { invalidates: [attachmentApi.list] })
  return (
    <RedactButton
      label={t('attachment.redact', { name: file.name })}
      title={t('attachment.redactTitle')}
      text={t('attachment.redactText')}
      redaction={redaction}
      onRedact={(reason, onSuccess) => redaction.mutate({ id: file.id, reason }, { onSuccess })}
    />
  )
}
