import type { InputOf } from '#contract/endpoint.ts'
import { attachmentApi } from '#contract/attachment/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { AnyRecord } from '#contract/record/shape.ts'
import { requestApi } from '#contract/request/api.ts'
import type { Question } from '#contract/request/model.ts'
import { useState } from 'react'
import { call } from '../platform/api.ts'
import { sentenceOf } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useUpload } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { instantAt } from '../record/local-time.ts'
import { asHtml } from '../record/plain-text.ts'
import { filesIn, sentAnswers } from '../request/answers.ts'
import { useRemember } from '../record/ticket.ts'
import { afterReport, closes, resolveMove, type Draft } from './draft.ts'

/** What became of the call. */
export interface Reported {
  record: AnyRecord
  isClosed: boolean
  /** Why it could not be closed too. */
  why: string | null
}

/** Records the call; where it was solved and confirmed on the line, the same key closes it. */
export const useReport = (onDone: (reported: Reported) => void) => {
  const { person } = useSession()
  const remember = useRemember()
  const [isClosing, setClosing] = useState(false)
  const finish = async (record: AnyRecord, draft: Draft) => {
    const done = closes(draft) ? await close(record, draft) : { record, isClosed: false, why: null }
    setClosing(false)
    remember(done.record)
    onDone(done)
  }
  const incident = useAction(incidentApi.report, { invalidates: afterReport })
  const request = useAction(requestApi.submit, { invalidates: afterReport })
  const { mutateAsync: attach } = useUpload(attachmentApi.add)
  const send = (draft: Draft, questions: readonly Question[]) => {
    setClosing(closes(draft))
    const onSuccess = (record: AnyRecord) => void finish(record, draft)
    const onError = () => setClosing(false)
    const report = reportOf(draft, person.zone)
    if (draft.kind === 'REQ') {
      if (draft.modelKey !== null) {
        const { title, ...said } = report
        const fields = sentAnswers(questions, draft.answers)
        const given = { ...said, ...(title === '' ? {} : { title }), model: draft.modelKey, fields }
        request.mutate(given, {
          onError,
          onSuccess: (record) => {
            for (const file of filesIn(questions, draft.answers))
              attach({ input: { number: record.number, visibility: 'public' }, file }).catch(
                (fault: unknown) => void notify(sentenceOf(fault), 'failed'),
              )
            void finish(record, draft)
          },
        })
        return
      }
      const { isOutOfContract, needsApproval } = draft
      const price = isOutOfContract && draft.price.trim() !== '' ? { price: draft.price.trim() } : {}
      request.mutate({ ...report, isOutOfContract, needsApproval, ...price }, { onSuccess, onError })
      return
    }
    const solution = draft.isKnown ? asHtml(draft.solution) : ''
    incident.mutate({ ...report, ...(solution === '' ? {} : { solution }) }, { onSuccess, onError })
  }
  return {
    send,
    isPending: incident.isPending || request.isPending || isClosing,
    error: incident.error ?? request.error,
  }
}

type Report = Omit<InputOf<typeof incidentApi.report>, 'solution'>

const reportOf = (draft: Draft, zone: string): Report => {
  const { requester, clientId, serviceId, categoryId, urgency, impact, assigneeId } = draft
  const occurredAt = draft.occurredAt === null ? null : instantAt(draft.occurredAt, zone)
  const caller = draft.callerText.trim()
  return {
    title: draft.title.trim(),
    channel: draft.channel,
    ...(draft.description.trim() === '' ? {} : { description: asHtml(draft.description) }),
    ...(requester === null ? {} : { requesterId: requester.id }),
    ...(requester === null && caller !== '' ? { caller } : {}),
    ...(clientId === null ? {} : { clientId }),
    ...(serviceId === null ? {} : { serviceId }),
    ...(categoryId === null ? {} : { categoryId }),
    ...(urgency === null ? {} : { urgency }),
    ...(impact === null ? {} : { impact }),
    ...(assigneeId === null ? {} : { assigneeId }),
    ...(occurredAt === null ? {} : { occurredAt }),
    ...(draft.cis.length > 0 ? { cis: [...draft.cis] } : {}),
    ...(draft.isConfidential ? { isConfidential: true } : {}),
    ...(draft.checklist.length > 0 && draft.modelKey === null ? { checklist: [...draft.checklist] } : {}),
  }
}

/** The record is kept whatever happens here: a refusal is told, not thrown. */
const close = async (record: AnyRecord, { causeCode, minutes }: Draft): Promise<Reported> => {
  const move = record.moves.find(({ id }) => id === resolveMove)
  if (move === undefined) return { record, isClosed: false, why: record.step.label.fr }
  try {
    const closed = await call(recordApi.move, {
      number: record.number,
      move: move.id,
      fields: { confirmedBy: 'voice', causeCode, ...(minutes === null ? {} : { minutes }) },
    })
    return { record: closed, isClosed: closed.phase === 'closed', why: null }
  } catch (error) {
    return { record, isClosed: false, why: sentenceOf(error) }
  }
}
