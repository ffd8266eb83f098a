import { Group, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import style from './record.module.css'

/** A part of the right column: a line above, a quiet title, its own small action. */
export const Section = ({ title, action, children }: SectionProps) => {
  const id = useId()
  return (
    <section className={style['section']} aria-labelledby={id}>
      <Group justify="space-between" gap="xs" mb={6} wrap="nowrap">
        <Title order={2} id={id} className={style['sectionTitle']}>
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </section>
  )
}

interface SectionProps {
  title: string
  action?: ReactNode
  children: ReactNode
}
