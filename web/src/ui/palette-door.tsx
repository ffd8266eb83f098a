import { lazy, Suspense, useEffect } from 'react'
import { showPalette, useIsPaletteKnown } from '../platform/commands.ts'
import type { RailEntry } from './rail.tsx'

const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })),
)

/** Ctrl or ⌘ with K; the palette itself is loaded when somebody first asks for it. */
export const PaletteDoor = ({ entries }: { entries: readonly RailEntry[] }) => {
  const isKnown = useIsPaletteKnown()
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      showPalette(true)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
  if (!isKnown) return null
  return (
    <Suspense fallback={null}>
      <CommandPalette entries={entries} />
    </Suspense>
  )
}

/** How the key is called on this machine. */
export const paletteKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'
