import { VisuallyHidden } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import style from './record.module.css'

/** A value that becomes its own control when clicked; leaving it or Escape brings the value back. */
export const InPlace = ({ label, canEdit, value, children }: InPlaceProps) => {
  const { t } = useWords()
  const [isEditing, setEditing] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isEditing)
      box.current?.querySelector<HTMLElement>('input, textarea, [role="radio"][tabindex="0"]')?.focus()
  }, [isEditing])
  const close = () => setEditing(false)
  if (!canEdit) return value
  if (!isEditing) {
    return (
      <button type="button" className={style['inplace']} onClick={() => setEditing(true)}>
        {value}
        <VisuallyHidden> – {t('record.edit.change', { field: label })}</VisuallyHidden>
        <IconPencil size={14} aria-hidden />
      </button>
    )
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape and leaving bubble up from the control
    <div
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close()
      }}
    >
      {children(close)}
    </div>
  )
}

interface InPlaceProps {
  label: string
  canEdit: boolean
  /** How it reads. */
  value: ReactNode
  /** Its control; calls back when it is done. */
  children: (close: () => void) => ReactNode
}
