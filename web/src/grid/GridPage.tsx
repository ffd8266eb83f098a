import { SoleArtefact } from '../artefact/sole-artefact.tsx'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { gridDefinition } from './definition.tsx'

export const GridPage = () => {
  const { t } = useWords()
  return (
    <Page
      title={t('grid.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('grid.method'), href: '/methode/procedures/incident' }}
    >
      <SoleArtefact kind="priority-grid" definition={gridDefinition} />
    </Page>
  )
}
