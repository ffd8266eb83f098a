import type { ReactNode } from 'react'
import style from './change.module.css'

/** A table that may be wider than the page: scrolled by keyboard as well. */
export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what lies outside is reached by keyboard, too
  <div className={style['scroll']} tabIndex={0} role="group" aria-label={label}>
    {children}
  </div>
)
