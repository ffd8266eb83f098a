import type { ReactNode } from 'react'
import style from './quiet-table.module.css'

/** A table to be read within a page, in the look of the lists; too wide, it scrolls by itself and by keyboard. */
export const QuietTable = ({
  label,
  head,
  minWidth,
  isTop = false,
  isStacked = false,
  children,
}: QuietTableProps) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
  <div className={style['scroll']} role="region" aria-label={label} tabIndex={0}>
    <table
      className={style['table']}
      style={minWidth === undefined ? {} : { minWidth }}
      aria-label={label}
      data-top={isTop || undefined}
      data-stacked={isStacked || undefined}
    >
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)

interface QuietTableProps {
  label: string
  /** The cells of its head. */
  head: ReactNode
  /** Below this width in pixels it scrolls. */
  minWidth?: number
  isTop?: boolean
  /** On a phone each row becomes a block; cells with `data-label` are named by it. */
  isStacked?: boolean
  children: ReactNode
}
