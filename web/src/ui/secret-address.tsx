import { Button, Group, Text, TextInput } from '@mantine/core'
import { useWords, type Key } from '../platform/words.ts'

/** An address that holds a secret: shown once when it is made, made anew, closed. */
export const SecretAddress = ({ url, isOpen, state, words, open, close }: SecretAddressProps) => {
  const { t } = useWords()
  return (
    <>
      {url === null && state !== null && (
        <Text size="sm" c="dimmed">
          {state}
        </Text>
      )}
      {url !== null && (
        <TextInput
          readOnly
          label={t(words.once)}
          value={url}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
      {open !== undefined && (
        <Group gap="xs">
          <Button variant="default" size="xs" loading={open.isPending} onClick={open.act}>
            {t(isOpen ? words.renew : words.open)}
          </Button>
          {isOpen && (
            <Button variant="subtle" color="gray" size="xs" loading={close.isPending} onClick={close.act}>
              {t(words.close)}
            </Button>
          )}
        </Group>
      )}
    </>
  )
}

interface Act {
  isPending: boolean
  act: () => void
}

interface SecretAddressProps {
  /** As it was made a moment ago; it can't be read again. */
  url: string | null
  isOpen: boolean
  /** Since when it is open, or that it is not. */
  state: string | null
  words: Readonly<Record<'once' | 'open' | 'renew' | 'close', Key>>
  /** Not there for who may only know of it. */
  open: Act | undefined
  close: Act
}
