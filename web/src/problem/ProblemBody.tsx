import type { Ticket } from '../record/ticket.ts'
import { AnalysisPart } from './AnalysisPart.tsx'
import { KnownErrorPart } from './KnownErrorPart.tsx'
import { useProblem } from './use-problem.ts'

/** What is found out about a problem, before the talk about it. */
export const ProblemBody = ({ ticket }: { ticket: Ticket }) => {
  const { data } = useProblem(ticket.number)
  if (data === undefined) return null
  return (
    <>
      <KnownErrorPart problem={data} />
      <AnalysisPart problem={data} title={ticket.title} />
    </>
  )
}
