import { SoleArtefact } from '../artefact/sole-artefact.tsx'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { actorsDefinition } from './actors-definition.tsx'

export const ActorsPage = () => {
  const { t } = useWords()
  return (
    <Page
      title={t('change.actors.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('change.actors.method'), href: '/methode/procedures/change' }}
    >
      <SoleArtefact kind="change-actors" definition={actorsDefinition} isWide />
    </Page>
  )
}
