import { sessionApi } from '#contract/session/api.ts'
import { Alert, Button, Checkbox, CopyButton, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

const scopes = ['read', 'write', 'intake'] as const
type Scope = (typeof scopes)[number]

/** Makes a token and shows it, once. */
export const NewToken = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly Scope[]>(['read', 'write'])
  const [until, setUntil] = useState('')
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const create = useAction(sessionApi.createToken, { invalidates: [sessionApi.list] })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const end = until === '' ? {} : { expiresAt: new Date(`${until}T23:59:59`).toISOString() }
    create.mutate({ name, scopes: [...chosen], ...end })
  }
  return (
    <Modal opened onClose={onClose} title={t('session.tokens.create')} closeOnClickOutside={false}>
      {create.data !== undefined ? (
        <Made token={create.data.token} onClose={onClose} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('session.tokens.name')}
              description={t('session.tokens.nameHelp')}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              maxLength={200}
              required
              withAsterisk={false}
              data-autofocus
            />
            <Checkbox.Group
              label={t('session.tokens.scopes')}
              value={[...chosen]}
              onChange={(values) => setChosen(scopes.filter((scope) => values.includes(scope)))}
            >
              <Stack gap="xs" mt="xs">
                {scopes.map((scope) => (
                  <Checkbox key={scope} value={scope} label={t(`session.tokens.scope.${scope}`)} />
                ))}
              </Stack>
            </Checkbox.Group>
            <TextInput
              type="date"
              label={t('session.tokens.expires')}
              description={t('session.tokens.expiresHelp')}
              value={until}
              min={today}
              onChange={({ currentTarget }) => setUntil(currentTarget.value)}
            />
            <ProblemAlert error={create.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('shell.confirm.cancel')}
              </Button>
              <Button type="submit" loading={create.isPending} disabled={chosen.length === 0}>
                {t('session.tokens.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

const Made = ({ token, onClose }: { token: string; onClose: () => void }) => {
  const { t } = useWords()
  return (
    <Stack>
      <Alert variant="light">{t('session.tokens.once')}</Alert>
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          label={t('session.tokens.value')}
          value={token}
          readOnly
          flex={1}
          styles={{ input: { fontFamily: 'monospace' } }}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyButton value={token}>
          {({ copied, copy }) => (
            <Button onClick={copy}>{t(copied ? 'session.tokens.copied' : 'session.tokens.copy')}</Button>
          )}
        </CopyButton>
      </Group>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('session.tokens.done')}
        </Button>
      </Group>
    </Stack>
  )
}
