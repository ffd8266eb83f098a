import { mailApi, type Mail } from '#contract/mail/api.ts'
import { Button, Checkbox, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ClientPicker, numberIn, TicketPicker } from '../record/pickers.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

type Action = Mail['actions'][number]

const lists = { invalidates: [mailApi.list, mailApi.health, mailApi.read] }

/** What the server offers to do with a message: reading first, deciding in a dialog. */
export const MailActions = ({ mail, onRead }: { mail: Mail; onRead: () => void }) => {
  const { t } = useWords()
  const { begin, isPending, dialog } = useMailAction(mail)
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`${t('mail.show')} – ${mail.subject}`}
        onClick={onRead}
      >
        {t('mail.show')}
      </Button>
      {mail.actions.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              size="compact-xs"
              variant="default"
              loading={isPending}
              aria-label={`${t('mail.column.actions')} – ${mail.subject}`}
              rightSection={<IconChevronDown size={12} aria-hidden />}
            >
              {t('mail.column.actions')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {mail.actions.map((action) => (
              <Menu.Item key={action} onClick={() => begin(action)}>
                {t(`mail.${action}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {dialog}
    </Group>
  )
}

/** The same beside the text that was just read, one button each. */
export const MailDecision = ({ mail }: { mail: Mail }) => {
  const { t } = useWords()
  const { begin, isPending, dialog } = useMailAction(mail)
  if (mail.actions.length === 0) return null
  return (
    <Group gap="xs">
      {likeliestFirst(mail).map((action, at) => (
        <Button
          key={action}
          size="xs"
          variant={at === 0 ? 'filled' : 'default'}
          loading={isPending && action === 'retry'}
          onClick={() => begin(action)}
        >
          {t(`mail.${action}`)}
        </Button>
      ))}
      {dialog}
    </Group>
  )
}

/** Somebody whom nobody knows becomes a person, as long as no ticket is proposed. */
const likeliestFirst = ({ actions, number }: Mail): readonly Action[] =>
  number === null && actions.includes('admit')
    ? ['admit', ...actions.filter((action) => action !== 'admit')]
    : actions

const useMailAction = (mail: Mail) => {
  const [open, setOpen] = useState<Action | null>(null)
  const retry = useAction(mailApi.retry, lists)
  const close = () => setOpen(null)
  const Dialog = open === null || open === 'retry' ? null : dialogs[open]
  return {
    begin: (action: Action) => (action === 'retry' ? retry.mutate({ id: mail.id }) : setOpen(action)),
    isPending: retry.isPending,
    dialog: Dialog !== null && <Dialog mail={mail} onClose={close} />,
  }
}

interface DialogProps {
  mail: Mail
  onClose: () => void
}

const Attach = ({ mail, onClose }: DialogProps) => {
  const { t } = useWords()
  const [text, setText] = useState(mail.number ?? '')
  const number = numberIn(text)
  const attach = useAction(mailApi.attach, { ...lists, onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen
      title={t('mail.attachTitle')}
      action={t('mail.attach')}
      isDisabled={number === null}
      isPending={attach.isPending}
      error={attach.error}
      onConfirm={() => number !== null && attach.mutate({ id: mail.id, number })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{t('mail.attachText')}</Text>
        <TicketPicker label={t('mail.attachNumber')} required value={text} onChange={setText} />
      </Stack>
    </ConfirmDialog>
  )
}

const Admit = ({ mail, onClose }: DialogProps) => {
  const { t } = useWords()
  const [name, setName] = useState(mail.senderName ?? mail.sender.split('@')[0] ?? '')
  const [clientId, setClientId] = useState<string | null>(null)
  const admit = useAction(mailApi.admit, { ...lists, onSuccess: onClose })
  const faults = fieldErrorsOf(admit.error)
  return (
    <ConfirmDialog
      isOpen
      title={t('mail.admitTitle')}
      action={t('mail.admit')}
      isDisabled={clientId === null || name.trim() === ''}
      isPending={admit.isPending}
      error={admit.error}
      onConfirm={() => clientId !== null && admit.mutate({ id: mail.id, clientId, name: name.trim() })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{t('mail.admitText', { address: mail.sender })}</Text>
        <TextInput
          label={t('mail.admitName')}
          required
          value={name}
          error={faults['name']}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <ClientPicker label={t('mail.admitClient')} required value={clientId} onChange={setClientId} />
      </Stack>
    </ConfirmDialog>
  )
}

const Refuse = ({ mail, onClose }: DialogProps) => {
  const { t } = useWords()
  const [blocks, setBlocks] = useState(false)
  const refuse = useAction(mailApi.refuse, { ...lists, onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen
      title={t('mail.refuseTitle')}
      action={t('mail.refuse')}
      isDangerous
      isPending={refuse.isPending}
      error={refuse.error}
      onConfirm={() => refuse.mutate({ id: mail.id, blocks })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{t('mail.refuseText')}</Text>
        <Checkbox
          label={t('mail.block', { address: mail.sender })}
          checked={blocks}
          onChange={({ currentTarget }) => setBlocks(currentTarget.checked)}
        />
      </Stack>
    </ConfirmDialog>
  )
}

const Drop = ({ mail, onClose }: DialogProps) => {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const drop = useAction(mailApi.drop, { ...lists, onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen
      title={t('mail.dropTitle')}
      action={t('mail.drop')}
      isDangerous
      isDisabled={reason.trim().length < 3}
      isPending={drop.isPending}
      error={drop.error}
      onConfirm={() => drop.mutate({ id: mail.id, reason: reason.trim() })}
      onClose={onClose}
    >
      <TextInput
        label={t('mail.dropReason')}
        required
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ConfirmDialog>
  )
}

const dialogs = { attach: Attach, admit: Admit, refuse: Refuse, drop: Drop } as const
