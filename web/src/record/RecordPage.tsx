import { Loader, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { RecordItems } from '../configuration/RecordItems.tsx'
import { RecordChange } from '../change/RecordChange.tsx'
import { Attachments } from '../attachment/Attachments.tsx'
import { Journal } from '../journal/Journal.tsx'
import { RecordArticles } from '../knowledge/RecordArticles.tsx'
import { RecordVisits } from '../intervention/RecordVisits.tsx'
import { useGo, useParam } from '../platform/address.ts'
import { ApplyModel } from '../request/ApplyModel.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useShortcuts } from '../platform/shortcuts.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { KnownErrors } from '../problem/KnownErrors.tsx'
import { isTrendReview, ReviewFindings } from '../trend/ReviewFindings.tsx'
import { ProblemBody } from '../problem/ProblemBody.tsx'
import { ProblemSide } from '../problem/ProblemSide.tsx'
import { Conflict } from '../ui/conflict.tsx'
import { RichText } from '../ui/rich-text.tsx'
import { AnswerBox, type Inserted } from './AnswerBox.tsx'
import { Body } from './Body.tsx'
import { Callers } from './Callers.tsx'
import { Checklist } from './Checklist.tsx'
import { Classification } from './Classification.tsx'
import { Clocks } from './Clocks.tsx'
import { Findings } from './Findings.tsx'
import { Header } from './Header.tsx'
import { Links } from './Links.tsx'
import { controls, isFieldName } from './move-fields.ts'
import { Moves } from './Moves.tsx'
import { People } from './People.tsx'
import style from './record.module.css'
import { RecordProcedure } from './RecordProcedure.tsx'
import { SimilarTickets } from './SimilarTickets.tsx'
import { useTicket, type Ticket } from './ticket.ts'
import { TimeSpent } from './TimeSpent.tsx'
import { useEdit, type Edit } from './use-edit.ts'
import { useNames } from './use-names.ts'

/** One page for every kind of ticket: what it is and the talk on the left, what can be done on the right. */
export const RecordPage = () => {
  const { t } = useWords()
  const number = useParam('number')
  const go = useGo()
  const { ticket, error, refetch } = useTicket(number)
  const successor = ticket !== undefined && ticket.number !== number ? ticket.number : null
  useEffect(() => {
    if (successor === null) return
    void notify(t('record.page.merged', { from: number }))
    go(`/tickets/${successor}`)
    // oxlint-disable-next-line react/exhaustive-deps -- said once
  }, [successor, go])
  if (ticket !== undefined) return <RecordView key={ticket.number} ticket={ticket} />
  return error === null ? (
    <Loader mt="xl" mx="auto" display="block" />
  ) : (
    <ProblemAlert error={error} onRetry={refetch} />
  )
}

const RecordView = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { person } = useSession()
  const edit = useEdit(ticket)
  const [inserted, setInserted] = useState<Inserted | null>(null)
  const insert = (html: string) => setInserted((before) => ({ html, turn: (before?.turn ?? 0) + 1 }))
  useEffect(() => {
    document.title = `${ticket.number} ${ticket.title} · Trousse`
  }, [ticket.number, ticket.title])
  useShortcuts([
    {
      key: 't',
      label: t('record.key.take'),
      run: () => {
        if (ticket.actions.includes('assign') && ticket.assigneeId !== person.id)
          edit.edit({ assigneeId: person.id })
      },
    },
  ])
  return (
    <>
      <Header ticket={ticket} edit={edit} />
      <ProblemAlert error={edit.error} />
      <EditConflict edit={edit} />
      <div className={style['page']} style={{ marginTop: '1rem' }}>
        <div className={style['left']}>
          <Body ticket={ticket} edit={edit} />
          {ticket.kind === 'PRB' && <ProblemBody ticket={ticket} />}
          {ticket.kind === 'CHG' && <RecordChange ticket={ticket} />}
          {isTrendReview(ticket) && <ReviewFindings number={ticket.number} />}
          <Journal ticket={ticket} />
          {ticket.actions.includes('comment') && <AnswerBox ticket={ticket} inserted={inserted} />}
        </div>
        <aside className={style['side']} aria-label={t('record.page.details')}>
          <Moves ticket={ticket} edit={edit} />
          <div className={style['more']}>
            <ApplyModel ticket={ticket} />
            <Checklist ticket={ticket} />
            {ticket.kind === 'PRB' && <ProblemSide ticket={ticket} />}
            {(ticket.kind === 'INC' || ticket.kind === 'REQ') && <Clocks ticket={ticket} />}
            <People ticket={ticket} edit={edit} />
            {(ticket.kind === 'INC' || ticket.kind === 'REQ') && (
              <Classification ticket={ticket} edit={edit} />
            )}
            <RecordItems ticket={ticket} />
            {ticket.kind !== 'CHG' && <Findings ticket={ticket} />}
            {ticket.actions.includes('add-time') && <TimeSpent ticket={ticket} />}
            <RecordVisits ticket={ticket} />
            <Callers ticket={ticket} />
            <RecordArticles ticket={ticket} onAnswer={insert} />
            <KnownErrors ticket={ticket} />
            <SimilarTickets ticket={ticket} />
            <Links ticket={ticket} />
            <Attachments ticket={ticket} />
            <RecordProcedure ticket={ticket} />
          </div>
        </aside>
      </div>
    </>
  )
}

/** Both values of what two people changed at once. */
const EditConflict = ({ edit }: { edit: Edit }) => {
  const { t } = useWords()
  const names = useNames()
  const { conflict } = edit
  if (conflict === null) return null
  const labels = Object.fromEntries(
    Object.keys(controls)
      .filter(isFieldName)
      .map((name) => [name, t(`record.field.${name}`)]),
  )
  const nameOf: Readonly<Record<string, (id: string) => string | undefined>> = {
    clientId: names.client,
    serviceId: names.service,
    categoryId: names.category,
    assigneeId: names.person,
    requesterId: names.person,
    teamId: names.team,
  }
  return (
    <Conflict
      error={conflict.error}
      mine={conflict.change}
      labels={labels}
      render={(name, value) => {
        if (name === 'description') return <RichText html={String(value)} />
        const named = typeof value === 'string' ? nameOf[name]?.(value) : undefined
        return named === undefined ? undefined : <Text span>{named}</Text>
      }}
      onSave={edit.settle}
      onClose={edit.dismiss}
    />
  )
}
