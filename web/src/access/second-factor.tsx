import { sessionApi } from '#contract/session/api.ts'
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react'
import { useRef, useState, type FormEvent } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpFactor } from './set-up-factor.tsx'

type Doing = 'set-up' | 'renew' | 'end' | null

/** Two-step sign-in: is it on, how many recovery codes are left, and what to do about it. */
export const SecondFactor = () => {
  const { t } = useWords()
  const { day } = useTime()
  const { data, error } = useApi(sessionApi.readSecondFactor, {})
  const [doing, setDoing] = useState<Doing>(null)
  const title = useRef<HTMLHeadingElement>(null)
  // What was pressed is gone: the keyboard goes on from here.
  const close = () => {
    setDoing(null)
    title.current?.focus()
  }
  return (
    <section>
      <Title order={2} mb="xs" ref={title} tabIndex={-1} style={{ outline: 'none' }}>
        {t('access.factor.title')}
      </Title>
      <ProblemAlert error={error} />
      {data !== undefined && (
        <Stack gap="sm" align="flex-start">
          <Group gap="sm">
            {data.isOn ? (
              <ToneBadge tone="success" icon={<IconShieldCheck aria-hidden />}>
                {t('access.factor.on')}
              </ToneBadge>
            ) : (
              <ToneBadge tone="neutral" icon={<IconShieldOff aria-hidden />}>
                {t('access.factor.off')}
              </ToneBadge>
            )}
            {data.isOn && data.setAt !== null && (
              <Text size="sm">{t('access.factor.since', { date: day(data.setAt) })}</Text>
            )}
            {data.isRequired && <Text size="sm">{t('access.factor.required')}</Text>}
          </Group>
          {data.isOn && (
            <Text size="sm" {...(data.recoveryCodesLeft === 0 ? { c: 'var(--mantine-color-error)' } : {})}>
              {data.recoveryCodesLeft === 0
                ? t('access.factor.leftNone')
                : t('access.factor.left', { count: data.recoveryCodesLeft })}
            </Text>
          )}
          {!data.isOn && doing === null && (
            <>
              <Text size="sm">{t('access.factor.offText')}</Text>
              <Button onClick={() => setDoing('set-up')}>{t('access.factor.begin')}</Button>
            </>
          )}
          {data.isOn && doing === null && (
            <Group gap="xs">
              <Button variant="default" onClick={() => setDoing('renew')}>
                {t('access.factor.renew')}
              </Button>
              <Button variant="subtle" color="danger" onClick={() => setDoing('end')}>
                {t('access.factor.end')}
              </Button>
            </Group>
          )}
          {doing === 'set-up' && (
            <SetUpFactor
              hasPassword={data.hasPassword}
              onDone={() => {
                close()
                void notify(t('access.factor.done'))
              }}
              onClose={close}
            />
          )}
          {doing === 'renew' && <Renew onClose={close} />}
          {doing === 'end' && <End onClose={close} />}
        </Stack>
      )}
    </section>
  )
}

const Renew = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords()
  const renew = useAction(sessionApi.renewRecoveryCodes, { invalidates: [sessionApi.readSecondFactor] })
  if (renew.data !== undefined) return <RecoveryCodes codes={renew.data.recoveryCodes} onKept={onClose} />
  return (
    <WithCode
      text={t('access.factor.renewText')}
      action={t('access.factor.renew')}
      isPending={renew.isPending}
      error={renew.error}
      onCode={(code) => renew.mutate({ code })}
      onClose={onClose}
    />
  )
}

const End = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords()
  const end = useAction(sessionApi.endSecondFactor, {
    invalidates: [sessionApi.readSecondFactor, sessionApi.listDevices],
    onSuccess: () => {
      onClose()
      void notify(t('access.factor.ended'))
    },
  })
  return (
    <WithCode
      text={t('access.factor.endText')}
      action={t('access.factor.end')}
      isPending={end.isPending}
      error={end.error}
      onCode={(code) => end.mutate({ code })}
      onClose={onClose}
    />
  )
}

interface WithCodeProps {
  text: string
  action: string
  isPending: boolean
  error: Error | null
  onCode: (code: string) => void
  onClose: () => void
}

/** What weakens the account needs what protects it. */
const WithCode = ({ text, action, isPending, error, onCode, onClose }: WithCodeProps) => {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onCode(code)
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={440}>
        <Text size="sm">{text}</Text>
        <TextInput
          label={t('access.factor.anyCode')}
          autoComplete="one-time-code"
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          minLength={6}
          maxLength={40}
          required
          withAsterisk={false}
          autoFocus
        />
        <ProblemAlert error={error} />
        <Group>
          <Button type="submit" loading={isPending}>
            {action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('shell.confirm.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
