import { IconDots } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { AppLink } from './app-link.tsx'
import style from './app-shell.module.css'
import { Dropdown, DropdownLink } from './dropdown.tsx'
import { entryAt, useVisible, type RailEntry } from './rail.tsx'

/** The rail at the lower edge of a phone: the first three, and the rest behind one button. */
export const BottomBar = ({ entries }: { entries: readonly RailEntry[] }) => {
  const { t } = useWords()
  const session = useSession()
  const { pathname } = useLocation()
  const all = useVisible(entries)
  const shown = all.length > 4 ? all.slice(0, 3) : all
  const rest = all.slice(shown.length)
  const here = entryAt(all, pathname)
  return (
    <nav className={style['bottom']} aria-label={t('shell.navigation')}>
      {shown.map((entry) => (
        <AppLink
          key={entry.href}
          href={entry.href}
          className={style['tab']}
          {...(entry === here ? { 'data-active': true } : {})}
        >
          {entry.icon}
          {t(entry.short ?? entry.label)}
        </AppLink>
      ))}
      {rest.length > 0 && (
        <Dropdown
          side="above"
          className={style['tab'] ?? ''}
          face={
            <>
              <IconDots aria-hidden />
              {t('shell.rail.more')}
            </>
          }
        >
          {(close) =>
            rest.map(({ href, icon, label, pages = [] }) => (
              <div key={href}>
                <DropdownLink href={href} icon={icon} onClick={close}>
                  {t(label)}
                </DropdownLink>
                {pages
                  .filter((page) => page.href !== href && (page.isVisible?.(session) ?? true))
                  .map((page) => (
                    <DropdownLink key={page.href} href={page.href} onClick={close} inset>
                      {t(page.label)}
                    </DropdownLink>
                  ))}
              </div>
            ))
          }
        </Dropdown>
      )}
    </nav>
  )
}
