import { viewApi, type View } from '#contract/view/api.ts'
import { ActionIcon, Button, Checkbox, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo } from '../platform/address.ts'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useReadyViews } from './ready-views.ts'

/** Names for what the address bar says: those that everybody needs, one’s own, and those of colleagues. */
export const SavedViews = () => {
  const { t } = useWords()
  const go = useGo()
  const ready = useReadyViews()
  const { data } = useApi(viewApi.list, {})
  const [isSaving, save] = useState(false)
  const [leaving, remove] = useState<View | null>(null)
  const views = data?.items ?? []
  const open = (query: string) => go(`/tickets${query === '' ? '' : `?${query}`}`)
  const group = (label: string, list: readonly View[]) =>
    list.length > 0 && (
      <>
        <Menu.Label>{label}</Menu.Label>
        {list.map((view) => (
          <Group key={view.id} gap={0} wrap="nowrap">
            <Menu.Item flex={1} onClick={() => open(view.query)}>
              {view.name}
            </Menu.Item>
            {view.isMine && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('view.remove', { name: view.name })}
                onClick={() => remove(view)}
              >
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
      </>
    )
  return (
    <>
      <Menu position="bottom-end" width={270}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            {t('view.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
          <Menu.Label>{t('view.ready')}</Menu.Label>
          {ready.map(({ name, query }) => (
            <Menu.Item key={name} onClick={() => open(query)}>
              {name}
            </Menu.Item>
          ))}
          {group(
            t('view.mine'),
            views.filter(({ isMine }) => isMine),
          )}
          {group(
            t('view.shared'),
            views.filter(({ isMine }) => !isMine),
          )}
          <Menu.Divider />
          <Menu.Item onClick={() => save(true)}>{t('view.save')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving && <SaveView onClose={() => save(false)} />}
      {leaving !== null && <RemoveView view={leaving} onClose={() => remove(null)} />}
    </>
  )
}

const SaveView = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [isShared, share] = useState(false)
  const save = useAction(viewApi.save, {
    invalidates: [viewApi.list],
    onSuccess: (view) => {
      void notify(t('view.saved', { name: view.name }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('view.saveTitle')}
      action={t('shell.confirm.save')}
      isDisabled={name.trim() === ''}
      isPending={save.isPending}
      error={save.error}
      onConfirm={() => save.mutate({ name, isShared, query: window.location.search.slice(1) })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('view.saveText')}
        </Text>
        <TextInput
          data-autofocus
          label={t('view.name')}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={t('view.share')}
          checked={isShared}
          onChange={(event) => share(event.currentTarget.checked)}
        />
      </Stack>
    </ConfirmDialog>
  )
}

const RemoveView = ({ view, onClose }: { view: View; onClose: () => void }) => {
  const { t } = useWords()
  const remove = useAction(viewApi.remove, { invalidates: [viewApi.list], onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen
      title={t('view.removeTitle')}
      action={t('view.remove', { name: view.name })}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ id: view.id })}
      onClose={onClose}
    >
      {t('view.removeText')}
    </ConfirmDialog>
  )
}
