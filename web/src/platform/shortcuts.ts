import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { keep, kept } from './keep.ts'

/** One key that does something where the reader is; shown by "?". */
export interface Shortcut {
  key: string
  /** What it does, in the reader's words. */
  label: string
  run: () => void
}

/** Registers keys while a component is on the screen: `useShortcuts([{ key: 'c', label, run }])`.
 *  The latest registration of a key wins; nothing fires while somebody types. */
export const useShortcuts = (shortcuts: readonly Shortcut[]): void => {
  const run = useEffectEvent((key: string) => shortcuts.find((shortcut) => shortcut.key === key)?.run())
  const signature = JSON.stringify(shortcuts.map(({ key, label }) => ({ key, label })))
  useEffect(() => {
    const named: { key: string; label: string }[] = JSON.parse(signature)
    const mine = named.map(({ key, label }) => ({ key, label, run: () => run(key) }))
    active = [...mine, ...active]
    tell()
    return () => {
      active = active.filter((shortcut) => !mine.includes(shortcut))
      tell()
    }
  }, [signature])
}

/** What the help overlay lists: each key once, the nearest meaning first. */
export const useActiveShortcuts = (): readonly Shortcut[] => {
  const all = useSyncExternalStore(subscribe, () => active)
  return all.filter(({ key }, at) => all.findIndex((shortcut) => shortcut.key === key) === at)
}

/** Single keys can be turned off (WCAG 2.1.4): speech input types them by accident. */
export const areShortcutsOn = (): boolean => kept('shortcuts') !== 'off'
export const turnShortcuts = (on: boolean): void => keep('shortcuts', on ? null : 'off')

/** One listener for the page. */
export const listenToKeys = (): (() => void) => {
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target) || !areShortcutsOn()) return
    const shortcut = active.find(({ key }) => key === event.key)
    if (shortcut === undefined) return
    event.preventDefault()
    shortcut.run()
  }
  document.addEventListener('keydown', hear)
  return () => document.removeEventListener('keydown', hear)
}

let active: readonly Shortcut[] = []
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const tell = () => {
  for (const listener of listeners) listener()
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]') !== null)
