import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useGo } from '../platform/address.ts'
import { useLive } from '../platform/live.ts'
import { useSession } from '../platform/session.tsx'
import { listenToKeys, useShortcuts } from '../platform/shortcuts.ts'
import { useWords } from '../platform/words.ts'
import type { Brand as HouseBrand } from '#contract/brand/api.ts'
import { AppLink } from './app-link.tsx'
import style from './app-shell.module.css'
import { AppearanceSwitch } from './appearance-switch.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { showPalette, useCommands } from '../platform/commands.ts'
import { Logo } from './logo.tsx'
import { LanguageSwitch, useLanguageChange } from './language-switch.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { PaletteDoor, paletteKey } from './palette-door.tsx'
import { PersonMenu } from './person-menu.tsx'
import { Rail, type RailEntry } from './rail.tsx'

const SampleStrip = lazy(() =>
  import('./sample-strip.tsx').then((module) => ({ default: module.SampleStrip })),
)
const ShortcutHelp = lazy(() =>
  import('./shortcut-help.tsx').then((module) => ({ default: module.ShortcutHelp })),
)

/** The frame in which the provider's people work: rail, bar, page; on a phone the rail is at the lower edge. */
export const AppShell = ({ entries }: { entries: readonly RailEntry[] }) => {
  const { t } = useWords()
  const { provider } = useSession()
  const go = useGo()
  const [isHelpOpen, setHelpOpen] = useState(false)
  useLive()
  useEffect(listenToKeys, [])
  useShortcuts([
    { key: '/', label: t('shell.shortcuts.search'), run: () => showPalette(true) },
    { key: 'c', label: t('shell.shortcuts.create'), run: () => go('/nouveau') },
    { key: '?', label: t('shell.shortcuts.help'), run: () => setHelpOpen(true) },
  ])
  useFrameCommands()
  return (
    <div className={style['shell']}>
      <SkipLink />
      <nav className={style['rail']} aria-label={t('shell.navigation')}>
        <Brand href="/mon-travail" />
        <Rail entries={entries} />
        <div className={style['foot']}>{provider.name}</div>
      </nav>
      <header className={style['bar']}>
        <SearchBox />
        <div className={style['end']}>
          <Button
            component={AppLink}
            href="/nouveau"
            leftSection={<IconPlus size={16} aria-hidden />}
            className={style['wide']}
            mr={4}
          >
            {t('shell.newTicket')}
          </Button>
          <ActionIcon
            component={AppLink}
            href="/nouveau"
            size="lg"
            className={style['narrow']}
            aria-label={t('shell.newTicket')}
          >
            <IconPlus size={20} aria-hidden />
          </ActionIcon>
          <NotificationBell ticketBase="/tickets" seeAll="/notifications" />
          <LanguageSwitch className={style['wide']} />
          <AppearanceSwitch className={style['wide']} />
          <PersonMenu />
        </div>
      </header>
      <div className={style['content']}>
        <Suspense fallback={null}>{provider.isDemonstration && <SampleStrip />}</Suspense>
        <main id="main" tabIndex={-1} className={style['main']}>
          <Outlet />
        </main>
      </div>
      <BottomBar entries={entries} />
      <PaletteDoor entries={entries} />
      <Suspense fallback={null}>{isHelpOpen && <ShortcutHelp onClose={() => setHelpOpen(false)} />}</Suspense>
    </div>
  )
}

/** What the palette can do on every page. */
const useFrameCommands = (): void => {
  const { t, language } = useWords()
  const go = useGo()
  const speakOther = useLanguageChange()
  const { setColorScheme } = useMantineColorScheme()
  const next = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark'
  const other = language === 'fr' ? 'en' : 'fr'
  useCommands([
    { id: 'new-ticket', label: t('shell.newTicket'), run: () => go('/nouveau') },
    {
      id: 'appearance',
      label: `${t('shell.appearance.label')} – ${t(`shell.appearance.${next}`)}`,
      run: () => setColorScheme(next),
    },
    {
      id: 'language',
      label: `${t('shell.language.switch')} – ${t(`shell.language.${other}`)}`,
      run: () => speakOther(other),
    },
  ])
}

/** The first stop of the Tab key. */
export const SkipLink = () => {
  const { t } = useWords()
  return (
    <a
      href="#main"
      className={style['skip']}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('main')?.focus()
      }}
    >
      {t('shell.skip')}
    </a>
  )
}

export const Brand = ({ href, name = 'Trousse', logo }: BrandProps) => (
  <AppLink href={href} className={style['brand']}>
    {logo?.hasLogo === true ? (
      <Logo brand={logo} />
    ) : (
      <img src="/mark.svg" alt="" className={style['mark']} />
    )}
    {name}
  </AppLink>
)

interface BrandProps {
  href: string
  name?: string
  /** The house's own mark instead of ours. */
  logo?: HouseBrand
}

const SearchBox = () => {
  const { t } = useWords()
  return (
    <button
      type="button"
      className={style['search']}
      onClick={() => showPalette(true)}
      aria-keyshortcuts="Control+K"
    >
      <IconSearch size={16} aria-hidden />
      <span>{t('shell.search.label')}</span>
      <kbd className={style['wide']}>{paletteKey}</kbd>
    </button>
  )
}
