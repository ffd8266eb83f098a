import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useWords } from '../platform/words.ts'

/** A password as it is typed, hidden; its eye says what it does in the reader’s language. */
export const PasswordField = (props: PasswordInputProps) => {
  const { t } = useWords()
  return (
    <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('shell.showCharacters') }} {...props} />
  )
}
