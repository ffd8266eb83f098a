import { artefactApi } from '#contract/artefact/api.ts'
import { ArtefactFrame } from '../artefact/artefact-frame.tsx'
import { useParam } from '../platform/address.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { calendarDefinition } from './definition.tsx'

export const CalendarPage = () => {
  const { t, say } = useWords()
  const id = useParam('id')
  const artefact = useApi(artefactApi.read, { id }).data
  return (
    <Page
      title={artefact === undefined ? t('calendar.one') : say(artefact.name)}
      crumbs={[
        { label: t('settings.title'), href: '/reglages' },
        { label: t('calendar.title'), href: '/reglages/calendriers' },
      ]}
      method={{ text: t('calendar.method') }}
    >
      <ArtefactFrame id={id} definition={calendarDefinition} />
    </Page>
  )
}
