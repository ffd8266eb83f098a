import { ActionIcon, Loader, Tooltip } from '@mantine/core'
import { IconArrowsMaximize, IconDownload, IconPrinter, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { inEnglish } from './english.ts'
import type { Drawing } from './open-drawing.ts'
import { printSvg, saveFile } from './paper.ts'
import style from './drawing.module.css'

/** A procedure as it was drawn, in the reader's language: it fits its place, is zoomed, moved and printed. */
export const ProcedureDrawing = ({ xml, name, lit = null, decorate }: ProcedureDrawingProps) => {
  const { t, language } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const [isFailed, setFailed] = useState(false)
  useEffect(() => {
    const container = place.current
    if (container === null) return undefined
    let opened: Drawing | null = null
    let isGone = false
    setFailed(false)
    const open = async () => {
      const { openDrawing } = await import('./open-drawing.ts')
      const shown = await openDrawing(container, language === 'en' ? inEnglish(xml) : xml)
      if (isGone) return shown.close()
      opened = shown
      container.style.height = `${heightFor(container.clientWidth, shown.proportion)}px`
      shown.fit()
      return setDrawing(shown)
    }
    open().catch(() => setFailed(true))
    return () => {
      isGone = true
      opened?.close()
      setDrawing(null)
    }
  }, [xml, language])
  useEffect(() => {
    if (drawing !== null) decorate?.(drawing)
  }, [drawing, decorate])
  useEffect(() => {
    if (drawing === null || lit === null) return undefined
    drawing.mark(lit, 'trousse-lit')
    drawing.show(lit)
    return () => drawing.unmark(lit, 'trousse-lit')
  }, [drawing, lit])
  return (
    <figure className={style['frame']} style={{ margin: 0 }}>
      <Tools drawing={drawing} xml={xml} name={name} />
      <div
        ref={place}
        className={style['place']}
        style={{ height: 420 }}
        role="group"
        aria-label={t('procedure.drawing.label', { name })}
      />
      {drawing === null && (
        <div className={style['wait']}>{isFailed ? t('procedure.drawing.failed') : <Loader />}</div>
      )}
    </figure>
  )
}

interface ProcedureDrawingProps {
  xml: string
  name: string
  /** An element brought into sight and lit. */
  lit?: string | null
  /** Puts what is known of real tickets on it; called again when it changes. */
  decorate?: ((drawing: Drawing) => void) | undefined
}

const Tools = ({ drawing, xml, name }: { drawing: Drawing | null; xml: string; name: string }) => {
  const { t } = useWords()
  const print = () => void drawing?.svg().then((svg) => printSvg(svg, name))
  return (
    <div className={style['tools']}>
      <Tool
        label={t('procedure.drawing.zoomIn')}
        icon={<IconZoomIn size={16} />}
        onClick={() => drawing?.zoomBy(1.25)}
      />
      <Tool
        label={t('procedure.drawing.zoomOut')}
        icon={<IconZoomOut size={16} />}
        onClick={() => drawing?.zoomBy(0.8)}
      />
      <Tool
        label={t('procedure.drawing.fit')}
        icon={<IconArrowsMaximize size={16} />}
        onClick={() => drawing?.fit()}
      />
      <Tool label={t('procedure.drawing.print')} icon={<IconPrinter size={16} />} onClick={print} />
      <Tool
        label={t('procedure.drawing.download')}
        icon={<IconDownload size={16} />}
        onClick={() => saveFile(`${name}.bpmn`, xml)}
      />
    </div>
  )
}

const Tool = ({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) => (
  <Tooltip label={label}>
    <ActionIcon variant="default" aria-label={label} onClick={onClick}>
      {icon}
    </ActionIcon>
  </Tooltip>
)

/** As high as it needs to be seen whole, never higher than most of the window. */
const heightFor = (width: number, proportion: number): number =>
  Math.round(Math.min(Math.max(width * proportion + 40, 320), window.innerHeight * 0.8))
