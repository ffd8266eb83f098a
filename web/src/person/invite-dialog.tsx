import { personApi, type Person } from '#contract/person/api.ts'
import { Alert, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useReturnFocus } from '../settings/use-return-focus.ts'

/** A link with which somebody chooses a password: shown once, to be copied and sent by whatever means. */
export const InviteDialog = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  useReturnFocus()
  const { t } = useWords()
  const { short } = useTime()
  const invite = useAction(personApi.invite)
  const { name } = person
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('person.invite.title', { name })}
      closeButtonProps={{ 'aria-label': t('shell.confirm.close') }}
    >
      <Stack gap="sm">
        {person.email === null ? (
          <Alert variant="light" color="yellow">
            {t('person.invite.noEmail')}
          </Alert>
        ) : (
          <Text size="sm">{t('person.invite.text', { name })}</Text>
        )}
        <ProblemAlert error={invite.error} />
        {invite.data === undefined ? (
          <Group justify="flex-end">
            <Button
              loading={invite.isPending}
              disabled={person.email === null}
              onClick={() => invite.mutate({ id: person.id })}
            >
              {t('person.invite.make')}
            </Button>
          </Group>
        ) : (
          <>
            <TextInput
              label={t('person.invite.link')}
              readOnly
              value={invite.data.url}
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
            <Text size="sm" role="status">
              {t('person.invite.once', { date: short(invite.data.expiresAt) })}
            </Text>
            <Group justify="flex-end">
              <CopyButton value={invite.data.url}>
                {({ copied, copy }) => (
                  <Button
                    leftSection={
                      copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                    }
                    onClick={copy}
                  >
                    {t(copied ? 'person.invite.copied' : 'person.invite.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  )
}
