import { Button, Stack, Text, Title } from '@mantine/core'
import { useWords } from '../../platform/words.ts'
import { AppLink } from '../../ui/app-link.tsx'

/** Signed in: what the method proposes is read and adopted next. */
export const Done = ({ name }: { name: string }) => {
  const { t } = useWords()
  return (
    <Stack>
      <Title order={1}>{t('organisation.setUp.done.title', { name })}</Title>
      <Text>{t('organisation.setUp.done.text')}</Text>
      <Button component={AppLink} href="/methode/propositions" size="md">
        {t('organisation.setUp.done.adopt')}
      </Button>
      <Button component={AppLink} href="/nouveau" variant="default">
        {t('organisation.setUp.done.ticket')}
      </Button>
      <Button component={AppLink} href="/mon-travail" variant="subtle">
        {t('organisation.setUp.done.work')}
      </Button>
    </Stack>
  )
}
