import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/** Something that the palette can do. */
export interface Command {
  id: string
  label: string
  /** Other words by which it is found. */
  keywords?: string
  run: () => void
}

/** Offers actions in the palette while a component is on the screen. */
export const useCommands = (commands: readonly Command[]): void => {
  const run = useEffectEvent((id: string) => commands.find((command) => command.id === id)?.run())
  const signature = JSON.stringify(commands.map(({ id, label, keywords }) => ({ id, label, keywords })))
  useEffect(() => {
    const named: Omit<Command, 'run'>[] = JSON.parse(signature)
    const mine = named.map((command) => ({ ...command, run: () => run(command.id) }))
    offered = [...mine, ...offered]
    tell()
    return () => {
      offered = offered.filter((command) => !mine.includes(command))
      tell()
    }
  }, [signature])
}

export const useOfferedCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => offered)

/** Whether the palette is open, and how to open it. */
export const useIsPaletteOpen = (): boolean => useSyncExternalStore(subscribe, () => isOpen)
/** It has been asked for: loaded, it stays. */
export const useIsPaletteKnown = (): boolean => useSyncExternalStore(subscribe, () => isKnown)
export const showPalette = (show: boolean): void => {
  isOpen = show
  isKnown ||= show
  tell()
}

let offered: readonly Command[] = []
let isOpen = false
let isKnown = false
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const tell = () => {
  for (const listener of listeners) listener()
}
