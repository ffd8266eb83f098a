import { SoleArtefact } from '../artefact/sole-artefact.tsx'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { levelsDefinition } from './levels-definition.ts'

export const LevelsPage = () => {
  const { t } = useWords()
  return (
    <Page
      title={t('problem.levels.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('problem.levels.method'), href: '/methode/procedures/problem' }}
    >
      <SoleArtefact kind="problem-levels" definition={levelsDefinition} isWide />
    </Page>
  )
}
