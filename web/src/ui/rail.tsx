import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession, type Session } from '../platform/session.tsx'
import { useWords, type Key } from '../platform/words.ts'
import { AppLink } from './app-link.tsx'
import style from './app-shell.module.css'

/** One place of the left rail: what I may not see is not there. */
export interface RailEntry {
  label: Key
  /** For the phone's bottom bar. */
  short?: Key
  href: string
  icon: ReactNode
  /** Other beginnings of addresses that belong to it; with « - » at its end that of a kind of ticket. */
  covers?: readonly string[]
  isVisible?: (session: Session) => boolean
  pages?: readonly { label: Key; href: string; isVisible?: (session: Session) => boolean }[]
}

export const useVisible = (entries: readonly RailEntry[]): readonly RailEntry[] => {
  const session = useSession()
  return entries.filter(({ isVisible }) => isVisible?.(session) ?? true)
}

export const Rail = ({ entries }: { entries: readonly RailEntry[] }) => {
  const { t } = useWords()
  const session = useSession()
  const { pathname } = useLocation()
  const visible = useVisible(entries)
  const entryHere = entryAt(visible, pathname)
  return (
    <ul>
      {visible.map((entry) => {
        const isHere = entry === entryHere
        const pages = entry.pages?.filter(({ isVisible }) => isVisible?.(session) ?? true) ?? []
        const here = nearest(pages, pathname)
        return (
          <li key={entry.href}>
            <AppLink
              href={entry.href}
              className={style['entry']}
              {...(isHere ? { 'data-active': true } : {})}
            >
              {entry.icon}
              {t(entry.label)}
            </AppLink>
            {isHere && pages.length > 0 && (
              <ul>
                {pages.map(({ label, href }) => (
                  <li key={href}>
                    <AppLink
                      href={href}
                      className={style['sub']}
                      activeOptions={{ exact: true }}
                      {...(href === here ? { 'aria-current': 'page' } : {})}
                    >
                      {t(label)}
                    </AppLink>
                  </li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** The one entry under which one is: a change is a ticket, and lies under the changes. */
export const entryAt = (entries: readonly RailEntry[], pathname: string): RailEntry | undefined => {
  const startsOf = ({ href, covers = [], pages = [] }: RailEntry) => [
    href,
    ...covers,
    ...pages.map((page) => page.href),
  ]
  const start = longest(entries.flatMap(startsOf), pathname)
  return start === undefined ? undefined : entries.find((entry) => startsOf(entry).includes(start))
}

/** Of pages one of which lies below another: the one that says most of where one is. */
const nearest = (pages: readonly { href: string }[], pathname: string): string | undefined =>
  longest(
    pages.map(({ href }) => href),
    pathname,
  )

const longest = (starts: readonly string[], pathname: string): string | undefined =>
  starts
    .filter((start) => pathname === start || pathname.startsWith(start.endsWith('-') ? start : `${start}/`))
    .toSorted((one, other) => other.length - one.length)[0]
