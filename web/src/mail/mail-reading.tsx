import { mailApi } from '#contract/mail/api.ts'
import { Button, Divider, Drawer, Group, Loader, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { prefix } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useReturnFocus } from '../settings/use-return-focus.ts'
import { RichText } from '../ui/rich-text.tsx'
import { MailDecision } from './mail-actions.tsx'

/** One message as it reads, cleaned, beside the list; the original is a download. */
export const MailReading = ({ id, onClose }: { id: string; onClose: () => void }) => {
  useReturnFocus()
  const { t } = useWords()
  const { short } = useTime()
  const { data: mail, error } = useApi(mailApi.read, { id })
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={mail?.subject ?? t('mail.show')}
      closeButtonProps={{ 'aria-label': t('mail.close') }}
    >
      <Stack gap="sm">
        <ProblemAlert error={error} />
        {mail === undefined && error === null && <Loader />}
        {mail !== undefined && (
          <>
            <div>
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {mail.senderName !== null && `${mail.senderName} · `}
                {mail.sender} → {mail.recipients.join(', ')}
              </Text>
              <Text size="sm" c="dimmed">
                {[short(mail.at), mail.why === null ? '' : t(`mail.why.${mail.why}`)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
            {mail.html === null ? <Text size="sm">{t('mail.noText')}</Text> : <RichText html={mail.html} />}
            <Divider />
            <MailDecision mail={mail} />
            {mail.hasRaw && (
              <Group>
                <Button
                  component="a"
                  href={`${prefix}/mails/${id}/raw`}
                  variant="subtle"
                  size="xs"
                  leftSection={<IconDownload size={14} aria-hidden />}
                >
                  {t('mail.original')}
                </Button>
              </Group>
            )}
          </>
        )}
      </Stack>
    </Drawer>
  )
}
