import { Group, Text } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { TextLink } from './app-link.tsx'
import style from './person-name.module.css'

/** A person by name, with the letters that lists are scanned by; nobody is said in words. */
export const PersonName = ({ name, id, avatar = true }: PersonNameProps) => {
  const { t } = useWords()
  if (name === null) {
    return (
      <Text span size="sm" c="dimmed">
        {t('shell.nobody')}
      </Text>
    )
  }
  return (
    <Group gap={6} wrap="nowrap" component="span" style={{ display: 'inline-flex', minWidth: 0 }}>
      {avatar && <Initials name={name} />}
      <Text span size="sm" truncate>
        {id === undefined || id === null ? name : <TextLink href={`/personnes/${id}`}>{name}</TextLink>}
      </Text>
    </Group>
  )
}

interface PersonNameProps {
  name: string | null
  id?: string | null
  avatar?: boolean
}

/** Drawn, not written: a screen reader and a search in the page find the name alone. */
export const Initials = ({ name, size = 22 }: { name: string; size?: number }) => (
  <span
    className={style['initials']}
    style={{ width: size, height: size, fontSize: size * 0.42 }}
    data-letters={lettersOf(name)}
    aria-hidden
  />
)

const lettersOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}
