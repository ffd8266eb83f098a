import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'

/** Light or dark; until somebody chooses, as the device says. */
export const AppearanceSwitch = ({ className }: { className?: string | undefined }) => {
  const { t } = useWords()
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  const next = isDark ? 'light' : 'dark'
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      className={className}
      aria-label={`${t('shell.appearance.label')} – ${t(`shell.appearance.${next}`)}`}
      onClick={() => setColorScheme(next)}
    >
      {isDark ? <IconSun size={20} aria-hidden /> : <IconMoon size={20} aria-hidden />}
    </ActionIcon>
  )
}
