import { mailApi } from '#contract/mail/api.ts'
import { MailboxKind, MailSecurity, type Mailbox, type MailboxInput } from '#contract/mail/mailbox.ts'
import { Checkbox, Code, Group, NumberInput, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { PasswordField } from '../ui/password-field.tsx'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ClientPicker } from '../record/pickers.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'

type Kind = (typeof MailboxKind.options)[number]
type Texts = Record<(typeof textFields)[number], string>

const textFields = [
  ...([
    'name',
    'address',
    'username',
    'imapHost',
    'smtpHost',
    'folder',
    'doneFolder',
    'refusedFolder',
  ] as const),
  ...(['trustedServer', 'oauthTenant', 'oauthClientId', 'secretEndsOn'] as const),
] as const
const secretFields = ['password', 'smtpPassword', 'clientSecret', 'doorPassword'] as const

/** A mailbox in two steps: where it is, then what that kind of place wants to know. */
export const MailboxForm = ({ mailbox, onClose }: { mailbox?: Mailbox; onClose: () => void }) => {
  const { t } = useWords()
  const [kind, setKind] = useState<Kind>(mailbox?.kind ?? 'microsoft')
  const [clientId, setClientId] = useState<string | null>(mailbox?.clientId ?? null)
  const [texts, setTexts] = useState<Texts>(() => startOf(mailbox))
  const [secrets, setSecrets] = useState<Partial<Record<(typeof secretFields)[number], string>>>({})
  const [imap, setImap] = useState({
    port: mailbox?.imapPort ?? 993,
    security: mailbox?.imapSecurity ?? 'tls',
  })
  const [smtp, setSmtp] = useState({
    port: mailbox?.smtpPort ?? 587,
    security: mailbox?.smtpSecurity ?? 'starttls',
  })
  const [readsAll, setReadsAll] = useState(false)
  const done = { invalidates: [mailApi.listMailboxes, mailApi.health], onSuccess: onClose }
  const create = useAction(mailApi.createMailbox, done)
  const edit = useAction(mailApi.editMailbox, done)
  const error = create.error ?? edit.error
  const faults = fieldErrorsOf(error)
  const isOwn = kind === 'imap' || kind === 'door'
  const isLent = kind === 'microsoft' || kind === 'google'
  const input: MailboxInput = {
    name: texts.name.trim(),
    address: texts.address.trim(),
    kind,
    clientId,
    username: orNull(texts.username),
    trustedServer: orNull(texts.trustedServer),
    ...(isLent
      ? {
          oauthClientId: orNull(texts.oauthClientId),
          oauthTenant: kind === 'microsoft' ? orNull(texts.oauthTenant) : null,
          secretEndsOn: orNull(texts.secretEndsOn),
        }
      : {}),
    ...(kind === 'imap'
      ? { imapHost: orNull(texts.imapHost), imapPort: imap.port, imapSecurity: imap.security }
      : {}),
    ...(isOwn ? { smtpHost: orNull(texts.smtpHost), smtpPort: smtp.port, smtpSecurity: smtp.security } : {}),
    ...(kind === 'door'
      ? {}
      : {
          folder: texts.folder.trim() || 'INBOX',
          doneFolder: orNull(texts.doneFolder),
          refusedFolder: orNull(texts.refusedFolder),
        }),
    ...Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== '')),
  }
  const save = () =>
    mailbox === undefined
      ? create.mutate({ ...input, readsAll })
      : edit.mutate({ ...input, id: mailbox.id, version: mailbox.version })
  const text = (
    field: keyof Texts,
    more: { description?: string; required?: boolean; type?: string } = {},
  ) => (
    <TextInput
      label={t(`mail.box.${field}`)}
      value={texts[field]}
      error={faults[field]}
      onChange={({ currentTarget: { value } }) => setTexts((before) => ({ ...before, [field]: value }))}
      {...more}
    />
  )
  const secret = (field: (typeof secretFields)[number], label: string, help?: string) => (
    <PasswordField
      label={label}
      autoComplete="new-password"
      description={mailbox === undefined ? help : t('mail.box.keepSecret')}
      value={secrets[field] ?? ''}
      error={faults[field]}
      onChange={({ currentTarget: { value } }) => setSecrets((before) => ({ ...before, [field]: value }))}
    />
  )
  return (
    <FormDrawer
      title={mailbox === undefined ? t('mail.box.create') : mailbox.name}
      error={error}
      fields={[...textFields, ...secretFields, 'clientId']}
      isPending={create.isPending || edit.isPending}
      onSubmit={save}
      onClose={onClose}
    >
      {mailbox === undefined && (
        <Radio.Group
          label={t('mail.box.kindQuestion')}
          value={kind}
          onChange={(next) => setKind(MailboxKind.options.find((one) => one === next) ?? kind)}
        >
          <Stack gap="xs" mt={6}>
            {MailboxKind.options.map((one) => (
              <Radio key={one} value={one} label={t(`mail.box.kind.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Text size="sm" c="dimmed">
        {t(`mail.box.kindHelp.${kind}`)}
      </Text>
      {isLent && (
        <div>
          <Text size="sm">{t('mail.box.returnAddress')}</Text>
          <Code>{`${window.location.origin}/reglages/messagerie/autorisation`}</Code>
        </div>
      )}
      {text('name', { required: true })}
      {text('address', { required: true, type: 'email' })}
      <ClientPicker label={t('mail.box.client')} clearable value={clientId} onChange={setClientId} />
      {isLent && (
        <>
          {kind === 'microsoft' && text('oauthTenant')}
          {text('oauthClientId', { required: true })}
          {secret('clientSecret', t('mail.box.clientSecret'))}
          {text('secretEndsOn', { type: 'date', description: t('mail.box.secretEndsHelp') })}
        </>
      )}
      {kind === 'imap' && (
        <>
          {text('username')}
          {secret('password', t('mail.box.password'))}
          {text('imapHost', { required: true })}
          <Door value={imap} onChange={setImap} of={t('mail.box.imapHost')} />
        </>
      )}
      {kind === 'door' && secret('doorPassword', t('mail.box.doorPassword'), t('mail.box.doorPasswordHelp'))}
      {isOwn && (
        <>
          {text('smtpHost')}
          <Door value={smtp} onChange={setSmtp} of={t('mail.box.smtpHost')} />
        </>
      )}
      {kind !== 'door' && (
        <>
          {text('folder')}
          {text('doneFolder')}
          {text('refusedFolder')}
        </>
      )}
      {text('trustedServer', { description: t('mail.box.trustedServerHelp') })}
      {mailbox === undefined && kind !== 'door' && (
        <Checkbox
          label={t('mail.box.readsAll')}
          checked={readsAll}
          onChange={({ currentTarget }) => setReadsAll(currentTarget.checked)}
        />
      )}
    </FormDrawer>
  )
}

interface DoorProps {
  value: { port: number; security: (typeof MailSecurity.options)[number] }
  onChange: (value: DoorProps['value']) => void
  /** Of which server, for who cannot see what stands above. */
  of: string
}

const Door = ({ value, onChange, of }: DoorProps) => {
  const { t } = useWords()
  return (
    <Group grow align="flex-start">
      <NumberInput
        label={t('mail.box.port')}
        aria-label={`${t('mail.box.port')} – ${of}`}
        min={1}
        max={65_535}
        value={value.port}
        onChange={(port) => onChange({ ...value, port: Number(port) })}
      />
      <Select
        label={t('mail.box.security')}
        aria-label={`${t('mail.box.security')} – ${of}`}
        allowDeselect={false}
        data={MailSecurity.options.map((one) => ({ value: one, label: t(`mail.box.securities.${one}`) }))}
        value={value.security}
        onChange={(next) => {
          const security = MailSecurity.options.find((one) => one === next)
          if (security !== undefined) onChange({ ...value, security })
        }}
      />
    </Group>
  )
}

const startOf = (mailbox: Mailbox | undefined): Texts => ({
  name: mailbox?.name ?? '',
  address: mailbox?.address ?? '',
  username: mailbox?.username ?? '',
  imapHost: mailbox?.imapHost ?? '',
  smtpHost: mailbox?.smtpHost ?? '',
  folder: mailbox?.folder ?? 'INBOX',
  doneFolder: mailbox === undefined ? 'Trousse' : (mailbox.doneFolder ?? ''),
  refusedFolder: mailbox?.refusedFolder ?? '',
  trustedServer: mailbox?.trustedServer ?? '',
  oauthTenant: mailbox?.oauthTenant ?? '',
  oauthClientId: mailbox?.oauthClientId ?? '',
  secretEndsOn: mailbox?.secretEndsOn ?? '',
})

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
