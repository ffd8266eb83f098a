import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { brandApi } from '#contract/brand/api.ts'
import { useLive } from '../platform/live.ts'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords, type Key } from '../platform/words.ts'
import { AppLink } from './app-link.tsx'
import { Brand, SkipLink } from './app-shell.tsx'
import { AppearanceSwitch } from './appearance-switch.tsx'
import shellStyle from './app-shell.module.css'
import { HouseStrip } from './logo.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { PersonMenu } from './person-menu.tsx'
import style from './portal-shell.module.css'

export interface PortalPage {
  label: Key
  href: string
}

/** The clients' frame: few words, big targets; hours, telephone and emergency number on every page. */
export const PortalShell = ({ pages, hours }: { pages: readonly PortalPage[]; hours?: ReactNode }) => {
  const { t } = useWords()
  const { provider } = useSession()
  const brands = useApi(brandApi.mine, {}, { staleTime: 300_000 }).data
  useLive()
  return (
    <div className={style['shell']}>
      <SkipLink />
      <header className={style['head']}>
        {brands?.client != null && <HouseStrip brand={brands.client} name={brands.client.name} />}
        <div className={style['bar']}>
          <Brand
            href="/portail"
            name={provider.name}
            {...(brands === undefined ? {} : { logo: brands.provider })}
          />
          <div className={style['end']}>
            <NotificationBell ticketBase="/portail/demandes" />
            <LanguageSwitch className={shellStyle['wide']} />
            <AppearanceSwitch className={shellStyle['wide']} />
            <PersonMenu />
          </div>
        </div>
        <nav className={style['tabs']} aria-label={t('shell.navigation')}>
          {pages.map(({ label, href }) => (
            <AppLink key={href} href={href} className={style['tab']}>
              {t(label)}
            </AppLink>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1} className={style['main']}>
        <Outlet />
      </main>
      <footer className={style['foot']}>
        <Reach hours={hours} />
      </footer>
    </div>
  )
}

const Reach = ({ hours }: { hours?: ReactNode }) => {
  const { t } = useWords()
  const { provider } = useSession()
  return (
    <>
      <dl>
        {hours !== undefined && (
          <div>
            <dt>{t('shell.portal.hours')}</dt>
            <dd>{hours}</dd>
          </div>
        )}
        <Number label={t('shell.portal.phone')} phone={provider.phone} />
        <Number label={t('shell.portal.emergency')} phone={provider.emergencyPhone} />
      </dl>
      {provider.phone !== null && <p>{t('shell.portal.noPhone')}</p>}
    </>
  )
}

const Number = ({ label, phone }: { label: string; phone: string | null }) =>
  phone === null ? null : (
    <div>
      <dt>{label}</dt>
      <dd>
        <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>
      </dd>
    </div>
  )
