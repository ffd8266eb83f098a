import { lazy, Suspense } from 'react'
import type { RichTextEditorProps } from './rich-text-area.tsx'
import style from './rich-text.module.css'

const Area = lazy(() => import('./rich-text-area.tsx').then((module) => ({ default: module.RichTextArea })))

/** Writes text; the editor is loaded where it is used, its place is kept meanwhile. */
export const RichTextEditor = (props: RichTextEditorProps) => {
  const height = (props.minHeight ?? 120) + 46
  return (
    <Suspense fallback={<div className={style['waiting']} style={{ height }} aria-busy="true" />}>
      <Area {...props} />
    </Suspense>
  )
}
