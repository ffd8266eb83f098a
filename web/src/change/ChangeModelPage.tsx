import { artefactApi } from '#contract/artefact/api.ts'
import { ArtefactFrame } from '../artefact/artefact-frame.tsx'
import { useParam } from '../platform/address.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { changeModelDefinition } from './model-definition.tsx'

export const ChangeModelPage = () => {
  const { t, say } = useWords()
  const id = useParam('id')
  const artefact = useApi(artefactApi.read, { id }).data
  return (
    <Page
      title={artefact === undefined ? t('change.modelsTitle') : say(artefact.name)}
      crumbs={[
        { label: t('settings.title'), href: '/reglages' },
        { label: t('change.modelsTitle'), href: '/reglages/changements' },
      ]}
      method={{ text: t('change.method'), href: '/methode/procedures/change' }}
    >
      <ArtefactFrame id={id} definition={changeModelDefinition} isWide />
    </Page>
  )
}
