import type { Procedure } from '#contract/procedure/shape.ts'
import { Title } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { nameOfProcess } from './nodes.ts'
import style from './procedure.module.css'

/** What may be done at every step: printed beside the drawing, drawn as no flow. */
export const Legend = ({ procedure }: { procedure: Procedure }) => {
  const { t, say } = useWords()
  if (procedure.recordMoves.length === 0) return null
  return (
    <section>
      <Title order={3} mb={4}>
        {t('procedure.step.always')}
      </Title>
      <ul className={style['legend']}>
        {procedure.recordMoves.map(({ id, label, roles, continueIn }) => (
          <li key={id}>
            <strong>{say(label)}</strong>{' '}
            {t('procedure.step.by', { roles: roles.map((role) => t(`person.role.${role}.name`)).join(', ') })}
            {continueIn !== undefined &&
              ` · ${t('procedure.step.continues', { process: nameOfProcess(t, continueIn) })}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
