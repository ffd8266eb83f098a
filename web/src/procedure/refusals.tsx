import type { Refusal } from '#contract/procedure/shape.ts'
import { Alert, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { ProcedureDrawing } from './drawing.tsx'
import style from './procedure.module.css'

/** Everything that keeps a drawing from being published; choosing one shows it in the drawing. */
export const Refusals = ({ xml, name, refusals }: RefusalsProps) => {
  const { t, say } = useWords()
  const [lit, setLit] = useState<string | null>(null)
  return (
    <Stack gap="md">
      <Alert
        color="red"
        variant="light"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('procedure.upload.refused', { count: refusals.length })}
        role="alert"
      >
        {t('procedure.upload.refusedText')}
      </Alert>
      <div>
        {refusals.map(({ code, element, message }) => (
          <button
            key={`${code} ${element.id} ${message.fr}`}
            type="button"
            className={style['refusal']}
            aria-pressed={lit === element.id}
            onClick={() => setLit(lit === element.id ? null : element.id)}
          >
            <strong>{element.name || element.id}</strong> <span className={style['code']}>{element.id}</span>
            <br />
            {say(message)}
          </button>
        ))}
      </div>
      <ProcedureDrawing xml={xml} name={name} lit={lit} />
    </Stack>
  )
}

interface RefusalsProps {
  xml: string
  name: string
  refusals: readonly Refusal[]
}
