import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { Brand } from './app-shell.tsx'
import { AppearanceSwitch } from './appearance-switch.tsx'
import style from './doorway.module.css'
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
    <main id="main" tabIndex={-1} className={`${style['main']} ${style[width]}`}>
      {children}
    </main>
  </div>
)
