import { useEffect, useState } from 'react'

/** What opens over the page gives the focus back to where it was; if that has gone, to the page's content. */
export const useReturnFocus = (): void => {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return
        const target =
          before instanceof HTMLElement && before.isConnected ? before : document.getElementById('main')
        target?.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
