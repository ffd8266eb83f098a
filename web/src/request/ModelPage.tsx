import { artefactApi } from '#contract/artefact/api.ts'
import { ArtefactFrame } from '../artefact/artefact-frame.tsx'
import { useParam } from '../platform/address.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { modelDefinition } from './definition.tsx'

export const ModelPage = () => {
  const { t, say } = useWords()
  const id = useParam('id')
  const artefact = useApi(artefactApi.read, { id }).data
  return (
    <Page
      title={artefact === undefined ? t('request.model.one') : say(artefact.name)}
      crumbs={[
        { label: t('settings.title'), href: '/reglages' },
        { label: t('request.model.title'), href: '/reglages/modeles' },
      ]}
      method={{ text: t('request.model.method'), href: '/methode/procedures/request' }}
    >
      <ArtefactFrame id={id} definition={modelDefinition} isWide />
    </Page>
  )
}
