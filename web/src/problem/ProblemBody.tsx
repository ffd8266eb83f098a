import { Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import record from '../record/record.module.css'
import type { Ticket } from '../record/ticket.ts'
import { AnalysisPart } from './AnalysisPart.tsx'
import { KnownErrorPart } from './KnownErrorPart.tsx'
import style from './problem.module.css'
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

/** A part of the left column with its own small action. */
export const Part = ({ title, action, children }: PartProps) => {
  const id = useId()
  return (
    <section className={style['part']} aria-labelledby={id}>
      <div className={style['head']}>
        <Title order={2} id={id} className={record['sectionTitle'] ?? ''}>
          {title}
        </Title>
        {action}
      </div>
      {children}
    </section>
  )
}

interface PartProps {
  title: string
  action?: ReactNode
  children: ReactNode
}
