import { Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import record from '../record/record.module.css'
import style from './problem.module.css'

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
