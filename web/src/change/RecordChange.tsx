import { Loader } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import type { Ticket } from '../record/ticket.ts'
import { AnnouncePart } from './announce-part.tsx'
import { Approvals } from './approvals.tsx'
import { ConflictsPart } from './conflicts-part.tsx'
import { ImpactOfChange } from './impact-of-change.tsx'
import { RequestPart } from './request-part.tsx'
import { Review } from './review.tsx'
import { Sheet } from './sheet.tsx'
import { Tasks } from './tasks.tsx'
import { useChange } from './use-change.ts'

/** What a change has beyond any ticket: the request, its impact, its sheet, who decides, the tasks, the review. */
export const RecordChange = ({ ticket }: { ticket: Ticket }) => {
  const { change, error } = useChange(ticket.number)
  if (change === undefined) return error === null ? <Loader size="sm" /> : <ProblemAlert error={error} />
  return (
    <>
      <RequestPart key={change.version} change={change} />
      <ConflictsPart change={change} />
      <Approvals change={change} />
      <ImpactOfChange change={change} />
      <AnnouncePart change={change} />
      <Sheet change={change} />
      <Tasks change={change} />
      <Review change={change} />
    </>
  )
}
