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
  /** Other beginnings of addresses that belong to it. */
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
  return (
    <ul>
      {useVisible(entries).map((entry) => {
        const isHere = isAt(entry, pathname)
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

export const isAt = ({ href, covers = [], pages = [] }: RailEntry, pathname: string): boolean =>
  [href, ...covers, ...pages.map((page) => page.href)].some(
    (start) => pathname === start || pathname.startsWith(`${start}/`),
  )

/** Of pages one of which lies below another: the one that says most of where one is. */
const nearest = (pages: readonly { href: string }[], pathname: string): string | undefined =>
  pages
    .map(({ href }) => href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .toSorted((one, other) => other.length - one.length)[0]
