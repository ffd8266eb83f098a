import { SoleArtefact } from '../artefact/sole-artefact.tsx'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { levelsDefinition } from './definition.ts'

export const LevelsPage = () => {
  const { t } = useWords()
  return (
    <Page
      title={t('escalation.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('escalation.method'), href: '/methode/procedures/incident' }}
    >
      <SoleArtefact kind="escalation-levels" definition={levelsDefinition} isWide />
    </Page>
  )
}
