import { brandApi } from '#contract/brand/api.ts'
import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../platform/query.ts'
import { Brand } from './app-shell.tsx'
import { AppearanceSwitch } from './appearance-switch.tsx'
import style from './doorway.module.css'
import { bandColours } from './band-colours.ts'
import logoStyle from './logo.module.css'
import { PublicLogo } from './logo.tsx'
import { LanguageSwitch } from './language-switch.tsx'

/** The frame of pages before anyone is signed in. */
export const Doorway = ({
  children,
  width = 'narrow',
}: {
  children: ReactNode
  width?: 'narrow' | 'wide'
}) => (
  <div className={style['doorway']}>
    <header className={style['bar']}>
      <Brand href="/" />
      <Group gap={4}>
        <LanguageSwitch />
        <AppearanceSwitch />
      </Group>
    </header>
    <Provider />
    <main id="main" tabIndex={-1} className={`${style['main']} ${style[width]}`}>
      {children}
    </main>
  </div>
)

/** Whose door it is, once the provider has chosen a logo or a colour. */
const Provider = () => {
  const { data } = useApi(brandApi.ofProvider, {}, { staleTime: 300_000 })
  if (data === undefined || data.name === null || (!data.hasLogo && data.colour === null)) return null
  return (
    <div className={logoStyle['strip']} style={bandColours(data.colour)}>
      <div className={`${logoStyle['house']} ${logoStyle['door']}`}>
        {data.hasLogo && <PublicLogo version={data.version} name="" />}
        <span>{data.name}</span>
      </div>
    </div>
  )
}
