import { personApi } from '#contract/person/api.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useAction } from '../platform/query.ts'
import { personQuery, useMaybeSession } from '../platform/session.tsx'
import { speak, useWords, type Language } from '../platform/words.ts'

/** The other language, one click away; who is signed in keeps it on every device. */
export const LanguageSwitch = ({ className }: { className?: string | undefined }) => {
  const { t, language } = useWords()
  const change = useLanguageChange()
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      px={8}
      lang={other}
      className={className}
      aria-label={`${other.toUpperCase()} – ${t(`shell.language.${other}`)}`}
      onClick={() => change(other)}
    >
      {other.toUpperCase()}
    </Button>
  )
}

export const useLanguageChange = (): ((language: Language) => void) => {
  const cache = useQueryClient()
  const session = useMaybeSession()
  const save = useAction(personApi.editSelf)
  return (language) => {
    void speak(language)
    if (session === null) return
    cache.setQueryData(personQuery.queryKey, { person: { ...session.person, language } })
    save.mutate({ language })
  }
}
