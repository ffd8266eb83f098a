import { sessionApi } from '#contract/session/api.ts'
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  IconBell,
  IconInfoCircle,
  IconLanguage,
  IconLogout,
  IconSunMoon,
  IconUser,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { forgetPages } from '../platform/keep.ts'
import { unsubscribe } from '../platform/push.ts'
import { useAction } from '../platform/query.ts'
import { isStaff, useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import style from './app-shell.module.css'
import { Dropdown, DropdownAction, DropdownLabel, DropdownLink } from './dropdown.tsx'
import { useLanguageChange } from './language-switch.tsx'
import { Initials } from './person-name.tsx'

/** Mine: profile, on a phone language and appearance too, and the way out. */
export const PersonMenu = () => {
  const { t, language } = useWords()
  const session = useSession()
  const { person } = session
  const speak = useLanguageChange()
  const { setColorScheme } = useMantineColorScheme()
  const other = language === 'fr' ? 'en' : 'fr'
  const appearance = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark'
  const signOut = useSignOut()
  return (
    <Dropdown
      label={`${t('shell.person.menu')} – ${person.name}`}
      className={style['face'] ?? ''}
      face={<Initials name={person.name} size={32} />}
    >
      {(close) => (
        <>
          <DropdownLabel>{person.name}</DropdownLabel>
          <DropdownLink href="/profil" icon={<IconUser aria-hidden />} onClick={close}>
            {t('shell.person.profile')}
          </DropdownLink>
          {isStaff(session) && (
            <DropdownLink href="/profil/notifications" icon={<IconBell aria-hidden />} onClick={close}>
              {t('notification.preference.title')}
            </DropdownLink>
          )}
          <DropdownAction
            className={style['narrow'] ?? ''}
            icon={<IconLanguage aria-hidden />}
            onClick={() => speak(other)}
            lang={other}
          >
            {t(`shell.language.${other}`)}
          </DropdownAction>
          <DropdownAction
            className={style['narrow'] ?? ''}
            icon={<IconSunMoon aria-hidden />}
            onClick={() => setColorScheme(appearance)}
          >
            {t('shell.appearance.label')} – {t(`shell.appearance.${appearance}`)}
          </DropdownAction>
          <DropdownLink href="/a-propos" icon={<IconInfoCircle aria-hidden />} onClick={close}>
            {t('shell.person.about')}
          </DropdownLink>
          <DropdownAction icon={<IconLogout aria-hidden />} onClick={signOut}>
            {t('shell.person.signOut')}
          </DropdownAction>
        </>
      )}
    </Dropdown>
  )
}

/** The frame leaves first: it can't do without a session. */
const useSignOut = (): (() => void) => {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { mutate } = useAction(sessionApi.signOut, {
    onSuccess: () => {
      void unsubscribe()
      void forgetPages()
      void navigate({ href: '/connexion' }).then(() => cache.clear())
    },
  })
  return () => mutate({})
}
