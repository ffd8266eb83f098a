import { mailApi } from '#contract/mail/api.ts'
import { Text } from '@mantine/core'
import { IconMailQuestion } from '@tabler/icons-react'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'

/** Messages that only a person can place are work too; where there are none, nothing is said. */
export const WaitingMails = () => {
  const { t } = useWords()
  const { data } = useApi(mailApi.health, {}, { staleTime: 0 })
  const count = (data?.counts.quarantined ?? 0) + (data?.counts.failed ?? 0)
  if (count === 0) return null
  const tab = (data?.counts.quarantined ?? 0) > 0 ? 'quarantined' : 'failed'
  return (
    <Text size="sm">
      <IconMailQuestion size={16} aria-hidden style={{ verticalAlign: '-0.2em' }} />{' '}
      <TextLink inherit href={`/reglages/courriels?onglet=${tab}`}>
        {t('mail.waiting', { count })}
      </TextLink>
    </Text>
  )
}
