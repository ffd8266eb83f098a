import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { AppLink } from './app-link.tsx'
import { EmptyState } from './empty-state.tsx'

export const NotFound = () => {
  const { t } = useWords()
  return (
    <EmptyState
      icon={<IconMapQuestion size={40} />}
      title={t('error.notFound.title')}
      action={
        <Button component={AppLink} href="/" variant="default">
          {t('error.notFound.home')}
        </Button>
      }
    >
      {t('error.notFound.text')}
    </EmptyState>
  )
}
