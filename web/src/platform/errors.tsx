import { errors, type Problem } from '#contract/errors.ts'
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { isProblem, ProblemError, Unreachable } from './api.ts'
import { useWords, wordsInUse } from './words.ts'

/** What happened, what was kept, what to do: in the reader's language. */
export const sentenceOf = (error: unknown): string => {
  const { t, say } = wordsInUse()
  if (error instanceof Unreachable) return t('error.unreachable')
  if (!(error instanceof ProblemError)) return t('error.unexpected')
  const known = Object.entries(errors).find(([code]) => code === error.problem.code)?.[1]
  return known === undefined ? error.problem.title : say(known)
}

/** By field, for Mantine's `form.setErrors(fieldErrorsOf(error))`. */
export const fieldErrorsOf = (error: unknown): Record<string, string> =>
  Object.fromEntries(faultsOf(error).map(({ path, message }) => [path, message]))

/** Shows why something did not work; nothing while there is no error. `fields`: those whose input already shows it. */
export const ProblemAlert = ({ error, fields = [], onRetry }: ProblemAlertProps) => {
  const { t } = useWords()
  if (error === null || error === undefined) return null
  const others = faultsOf(error).filter(({ path }) => !fields.includes(path))
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Stack gap="xs">
        <Text size="sm">{sentenceOf(error)}</Text>
        {others.length > 0 && (
          <List size="sm">
            {others.map(({ path, message }) => (
              <List.Item key={path + message}>{path === '' ? message : `${path} – ${message}`}</List.Item>
            ))}
          </List>
        )}
        {onRetry !== undefined && (
          <Group>
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('error.retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  )
}

interface ProblemAlertProps {
  error: unknown
  fields?: readonly string[]
  onRetry?: () => void
}

/** Around what may break: the rest of the page stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <ProblemAlert error={this.state.error} onRetry={() => this.setState({ error: null })} />
  }
}

const faultsOf = (error: unknown): NonNullable<Problem['errors']> =>
  error instanceof ProblemError ? (error.problem.errors ?? []) : []

/** The present state that a 409 `stale_version` brings along. */
export const currentOf = (error: unknown): Readonly<Record<string, unknown>> | null =>
  isProblem(error, 'stale_version') &&
  typeof error.problem.current === 'object' &&
  error.problem.current !== null
    ? Object.fromEntries(Object.entries(error.problem.current))
    : null
