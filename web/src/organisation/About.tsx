import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'

export const About = () => {
  const { t } = useWords()
  return (
    <Page title={t('organisation.about.title')} width="read">
      <p>Apache-2.0</p>
    </Page>
  )
}
