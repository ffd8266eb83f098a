import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { AbsenceList } from './absence-list.tsx'
import { OnCallStatement } from './on-call-statement.tsx'
import { TurnList } from './turn-list.tsx'

/** Who is there: absences, turns on call, and what a month of them came to. */
export const DutyPage = () => {
  const { t } = useWords()
  return (
    <Page title={t('team.duty.title')} method={{ text: t('team.duty.method'), href: '/reglages/niveaux' }}>
      <AbsenceList />
      <TurnList />
      <OnCallStatement />
    </Page>
  )
}
