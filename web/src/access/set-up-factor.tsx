import { sessionApi } from '#contract/session/api.ts'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { PasswordField } from '../ui/password-field.tsx'
import { lazy, Suspense, useRef, useState, type FormEvent } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import style from './access.module.css'
import { RecoveryCodes } from './recovery-codes.tsx'

const Qr = lazy(() => import('./qr.tsx'))

/** Password, then the picture for the telephone, then its first code; recovery codes at the end, once. */
export const SetUpFactor = ({ hasPassword, onDone, onClose }: SetUpFactorProps) => {
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={onDone} />
  return begun === null ? (
    <Begin hasPassword={hasPassword} onBegun={setBegun} onClose={onClose} />
  ) : (
    <Confirm begun={begun} onConfirmed={setCodes} onClose={onClose} />
  )
}

interface SetUpFactorProps {
  hasPassword: boolean
  onDone: () => void
  onClose?: (() => void) | undefined
}

interface BeginProps {
  hasPassword: boolean
  onBegun: (begun: { secret: string; uri: string }) => void
  onClose?: (() => void) | undefined
}

const Begin = ({ hasPassword, onBegun, onClose }: BeginProps) => {
  const { t } = useWords()
  const [password, setPassword] = useState('')
  const begin = useAction(sessionApi.beginSecondFactor, {
    onSuccess: onBegun,
    onError: () => setPassword(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    begin.mutate(hasPassword ? { password } : {})
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={440}>
        {hasPassword && (
          <>
            <Text size="sm">{t('access.factor.passwordText')}</Text>
            <PasswordField
              label={t('access.factor.password')}
              autoComplete="current-password"
              value={password}
              onChange={({ currentTarget }) => setPassword(currentTarget.value)}
              required
              withAsterisk={false}
              autoFocus
            />
          </>
        )}
        <ProblemAlert error={begin.error} />
        <Group>
          <Button type="submit" loading={begin.isPending}>
            {t('access.factor.next')}
          </Button>
          <Cancel onClose={onClose} />
        </Group>
      </Stack>
    </form>
  )
}

interface ConfirmProps {
  begun: { secret: string; uri: string }
  onConfirmed: (codes: readonly string[]) => void
  onClose?: (() => void) | undefined
}

const Confirm = ({ begun, onConfirmed, onClose }: ConfirmProps) => {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const confirm = useAction(sessionApi.confirmSecondFactor, {
    invalidates: [sessionApi.readSecondFactor],
    onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
    onError: () => {
      setCode('')
      field.current?.focus()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate({ code })
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={440}>
        <Text size="sm">{t('access.factor.scan')}</Text>
        <Suspense fallback={<div className={style['qr']} />}>
          <Qr text={begun.uri} label={t('access.factor.qr')} />
        </Suspense>
        <div>
          <Text size="sm">{t('access.factor.type')}</Text>
          <code className={style['key']}>{(begun.secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
        </div>
        <Text size="sm">{t('access.factor.confirmText')}</Text>
        <TextInput
          ref={field}
          label={t('access.factor.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          minLength={6}
          maxLength={7}
          required
          withAsterisk={false}
          w={180}
          autoFocus
        />
        <ProblemAlert error={confirm.error} />
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {t('access.factor.confirm')}
          </Button>
          <Cancel onClose={onClose} />
        </Group>
      </Stack>
    </form>
  )
}

const Cancel = ({ onClose }: { onClose?: (() => void) | undefined }) => {
  const { t } = useWords()
  return onClose === undefined ? null : (
    <Button variant="default" onClick={onClose}>
      {t('shell.confirm.cancel')}
    </Button>
  )
}
