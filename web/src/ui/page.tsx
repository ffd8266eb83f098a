import { Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { AppLink } from './app-link.tsx'
import style from './page.module.css'

export interface Crumb {
  label: string
  href: string
}

/** Which step, artefact or clause of the method the work here serves. */
export interface Method {
  text: string
  href?: string
}

/** A page: where it is, what it is, what one can do here. `width`: `read` for texts and forms, `work` for lists. */
export const Page = ({
  title,
  heading,
  crumbs = [],
  actions,
  method,
  width = 'work',
  children,
}: PageProps) => {
  const { t } = useWords()
  useEffect(() => {
    document.title = `${title} · Trousse`
  }, [title])
  return (
    <Stack gap="md" className={`${style['page']} ${style[width]}`}>
      <header>
        {crumbs.length > 0 && (
          <nav aria-label={t('shell.breadcrumbs')} className={style['crumbs']}>
            <ol>
              {crumbs.map(({ label, href }) => (
                <li key={href}>
                  <AppLink href={href}>{label}</AppLink>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <Group justify="space-between" gap="sm" align="flex-start">
          <Title order={1} className={style['title']}>
            {heading ?? title}
          </Title>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
        {method !== undefined && (
          <Text size="xs" c="dimmed" mt={2}>
            {t('shell.method.serves')}{' '}
            {method.href === undefined ? method.text : <AppLink href={method.href}>{method.text}</AppLink>}
          </Text>
        )}
      </header>
      {children}
    </Stack>
  )
}

interface PageProps {
  /** For the window and, unless `heading` says more, for the page. */
  title: string
  heading?: ReactNode
  crumbs?: readonly Crumb[]
  actions?: ReactNode
  method?: Method
  width?: 'read' | 'work'
  children: ReactNode
}
