import { verificationApi } from '#contract/verification/api.ts'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconClipboardCheck } from '@tabler/icons-react'
import { useAction, useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'

/** On the page of an item that an open campaign wants to see: a scanned label leads here. */
export const CampaignTick = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { items } = useAll(verificationApi.ofItem, { number })
  const note = useAction(verificationApi.note, {
    invalidates: [verificationApi.ofItem, verificationApi.read, verificationApi.list],
  })
  return items.map(({ id, name, result }) => (
    <Alert
      key={id}
      variant="light"
      icon={<IconClipboardCheck aria-hidden />}
      title={t('verification.tick.title', { name })}
    >
      <Stack gap="xs">
        <Text size="sm">
          {result === null
            ? t('verification.tick.ask')
            : t('verification.tick.done', { result: t(`verification.result.${result}`) })}
        </Text>
        <Group gap="sm">
          {result === null && (
            <Button
              size="sm"
              loading={note.isPending}
              leftSection={<IconCheck size={16} aria-hidden />}
              onClick={() => note.mutate({ id, number, result: 'right' })}
            >
              {t('verification.result.right')}
            </Button>
          )}
          <TextLink href={`/parc/verifications/${id}`} fz="sm">
            {t('verification.tick.open')}
          </TextLink>
        </Group>
      </Stack>
    </Alert>
  ))
}
