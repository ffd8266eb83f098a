import type { ReactNode } from 'react'
import style from './tone.module.css'

/** What a colour means; there is no other way to colour a status. */
export type Tone = 'danger' | 'warning' | 'caution' | 'information' | 'accent' | 'success' | 'neutral'

/** A status: always a word and an icon beside the colour. */
export const ToneBadge = ({ tone, icon, children, title }: ToneBadgeProps) => (
  <span className={`${style['badge']} ${style[tone]}`} title={title}>
    {icon}
    <span className={style['label']}>{children}</span>
  </span>
)

/** Coloured words within a line. */
export const ToneText = ({ tone, icon, children }: ToneBadgeProps) => (
  <span className={`${style['inline']} ${style['text']} ${style[tone]}`}>
    {icon}
    <span>{children}</span>
  </span>
)

interface ToneBadgeProps {
  tone: Tone
  icon?: ReactNode
  children: ReactNode
  title?: string
}
