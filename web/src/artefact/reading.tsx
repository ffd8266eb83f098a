import type { ArtefactKind } from '#contract/artefact/api.ts'
import { agreementDefinition } from '../agreement/definition.tsx'
import { calendarDefinition } from '../calendar/definition.tsx'
import { minutesPerWeek } from '../calendar/day.ts'
import { sayHours } from '../calendar/say.ts'
import { actorsDefinition } from '../change/actors-definition.tsx'
import { changeModelDefinition } from '../change/model-definition.tsx'
import { levelsDefinition } from '../escalation/definition.ts'
import { gridDefinition } from '../grid/definition.tsx'
import { useWords } from '../platform/words.ts'
import { procedureDefinition } from '../procedure/definition.tsx'
import { modelDefinition } from '../request/definition.tsx'

/** Any content that is approved, in its own form. */
export const Reading = ({ content }: { content: unknown }) => {
  if (gridDefinition.is(content)) return <gridDefinition.View content={content} />
  if (levelsDefinition.is(content)) return <levelsDefinition.View content={content} />
  if (calendarDefinition.is(content)) return <calendarDefinition.View content={content} />
  if (procedureDefinition.is(content)) return <procedureDefinition.View content={content} />
  if (agreementDefinition.is(content)) return <agreementDefinition.View content={content} />
  if (actorsDefinition.is(content)) return <actorsDefinition.View content={content} />
  if (changeModelDefinition.is(content)) return <changeModelDefinition.View content={content} />
  if (modelDefinition.is(content)) return <modelDefinition.View content={content} />
  return null
}

/** The same in one line: what somebody would tell a colleague about it. */
export const useGist = (): ((content: unknown) => string) => {
  const { t } = useWords()
  return (content) => {
    if (gridDefinition.is(content)) {
      const { impacts, urgencies, priorities } = content
      return t('artefact.gist.grid', {
        impacts: impacts.length,
        urgencies: urgencies.length,
        priorities: priorities.length,
      })
    }
    if (levelsDefinition.is(content)) {
      const { functional, hierarchical } = content
      return t('artefact.gist.levels', { functional: functional.length, hierarchical: hierarchical.length })
    }
    if (calendarDefinition.is(content)) {
      return t('artefact.gist.calendar', {
        week: t('calendar.perWeek', { hours: sayHours(minutesPerWeek(content)) }),
        holidays: t('artefact.adopt.holidays', { count: content.holidays.length }),
        zone: content.zone,
      })
    }
    if (modelDefinition.is(content)) {
      const { questions, checklist } = content
      return t('request.model.gist', { questions: questions.length, lines: checklist.length })
    }
    if (actorsDefinition.is(content)) {
      const [gravest] = content.cells
      return t('change.actors.gist', { approvers: gravest?.approvers.join(', ') ?? '' })
    }
    if (changeModelDefinition.is(content)) return t('change.modelGist', { count: content.steps.length })
    if (procedureDefinition.is(content))
      return t('procedure.steps', { count: content.procedure.steps.length })
    return ''
  }
}

/** Where each kind is read, changed and compared. */
export const addressOfKind = (kind: ArtefactKind, { id, key }: { id: string; key: string }): string => {
  if (kind === 'priority-grid') return '/reglages/grille'
  if (kind === 'escalation-levels') return '/reglages/niveaux'
  if (kind === 'calendar') return `/reglages/calendriers/${id}`
  if (kind === 'article') return `/connaissances/${key.toUpperCase()}`
  if (kind === 'request-model') return `/reglages/modeles/${id}`
  if (kind === 'change-actors') return '/reglages/acteurs'
  if (kind === 'change-model') return `/reglages/changements/${id}`
  if (kind === 'procedure') return `/methode/procedures/${key}`
  return `/contrats/${id}`
}
