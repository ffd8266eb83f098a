import { Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import style from './change.module.css'

/** A part of what a change is about, in the main column. */
export const Part = ({ title, action, children }: PartProps) => {
  const id = useId()
  return (
    <section className={style['section']} aria-labelledby={id}>
      <div className={style['head']}>
        <Title order={2} id={id} size="h4">
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
