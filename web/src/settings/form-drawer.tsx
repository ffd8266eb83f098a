import { Button, Drawer, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { currentOf, ProblemAlert } from '../platform/errors.tsx'
import { useWords } from '../platform/words.ts'
import { useReturnFocus } from './use-return-focus.ts'

/** A form beside the page: what was typed stays while something is wrong, and the errors are where the fields are. */
export const FormDrawer = (props: FormDrawerProps) => {
  useReturnFocus()
  const {
    title,
    action,
    fields = [],
    error = null,
    isPending = false,
    isDisabled = false,
    size = 'md',
  } = props
  const { t } = useWords()
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': t('shell.confirm.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit()
        }}
      >
        <Stack gap="sm">
          {props.children}
          {currentOf(error) === null && <ProblemAlert error={error} fields={fields} />}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={props.onClose}>
              {t('shell.confirm.cancel')}
            </Button>
            <Button type="submit" loading={isPending} disabled={isDisabled}>
              {action ?? t('shell.confirm.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}

interface FormDrawerProps {
  title: string
  action?: string
  /** Those that show their own error. */
  fields?: readonly string[]
  error?: unknown
  isPending?: boolean
  isDisabled?: boolean
  size?: string
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}
