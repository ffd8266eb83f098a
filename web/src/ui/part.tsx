import { Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import style from './part.module.css'

/** A part of a page's main column with its own small action, a line below. */
export const Part = ({ title, action, children }: PartProps) => {
  const id = useId()
  return (
    <section className={style['part']} aria-labelledby={id}>
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
