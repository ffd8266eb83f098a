import { generate } from 'lean-qr'
import { useMemo } from 'react'
import style from './access.module.css'

const margin = 4

/** Black on white whatever the appearance: that is what cameras read. */
const Qr = ({ text, label }: { text: string; label: string }) => {
  const code = useMemo(() => generate(text), [text])
  const side = code.size + 2 * margin
  const rows = Array.from({ length: code.size }, (_, y) =>
    Array.from({ length: code.size }, (__, x) =>
      code.get(x, y) ? `M${x + margin} ${y + margin}h1v1h-1z` : '',
    ).join(''),
  )
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      className={style['qr']}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={rows.join('')} fill="#000" />
    </svg>
  )
}

export default Qr
