import type { ReactNode } from 'react'
import { useId } from 'react'
import style from './big-choice.module.css'

export interface Choice<Value extends string> {
  value: Value
  label: string
  text?: string
  icon?: ReactNode
}

/** One question, answers as large as a thumb: radio buttons in a plain fieldset. */
export const BigChoice = <Value extends string>({
  question,
  choices,
  value,
  onChange,
  error,
  isDense = false,
}: BigChoiceProps<Value>) => {
  const id = useId()
  return (
    <fieldset className={style['field']} aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className={style['question']}>{question}</legend>
      <div className={style['choices']} data-count={choices.length} data-dense={isDense || undefined}>
        {choices.map((choice) => (
          <label key={choice.value} className={style['choice']}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.icon !== undefined && <span className={style['icon']}>{choice.icon}</span>}
            <span className={style['words']}>
              <span className={style['label']}>{choice.label}</span>
              {choice.text !== undefined && choice.text !== '' && (
                <span className={style['text']}>{choice.text}</span>
              )}
            </span>
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className={style['error']} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

interface BigChoiceProps<Value extends string> {
  question: string
  choices: readonly Choice<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  error?: string | undefined
  /** Two abreast on a phone, by their names alone. */
  isDense?: boolean
}
