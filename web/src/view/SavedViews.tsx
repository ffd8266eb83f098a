import { viewApi, type View } from '#contract/view/api.ts'
import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState, type MouseEvent } from 'react'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useReadyViews } from './ready-views.ts'

/** Names for what the address bar says: those that everybody needs, one’s own, and those of colleagues. */
export const SavedViews = () => {
  const { t } = useWords()
  const ready = useReadyViews()
  const { data } = useApi(viewApi.list, {})
  const [isOpen, setOpen] = useState(false)
  const [isSaving, save] = useState(false)
  const [leaving, remove] = useState<View | null>(null)
  const views = data?.items ?? []
  return (
    <>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={280} trapFocus returnFocus>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} aria-hidden />}
            onClick={() => setOpen(!isOpen)}
          >
            {t('view.title')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown mah="70dvh" p="xs" style={{ overflowY: 'auto' }} onClick={closeOnLink(setOpen)}>
          <ViewGroup label={t('view.ready')} views={ready} />
          <ViewGroup label={t('view.mine')} views={views.filter(({ isMine }) => isMine)} onRemove={remove} />
          <ViewGroup label={t('view.shared')} views={views.filter(({ isMine }) => !isMine)} />
          <Button
            variant="subtle"
            fullWidth
            justify="flex-start"
            mt="xs"
            onClick={() => {
              setOpen(false)
              save(true)
            }}
          >
            {t('view.save')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      {isSaving && <SaveView onClose={() => save(false)} />}
      {leaving !== null && <RemoveView view={leaving} onClose={() => remove(null)} />}
    </>
  )
}

/** Going to a view leaves the list of them. */
const closeOnLink = (setOpen: (open: boolean) => void) => (event: MouseEvent) => {
  if (event.target instanceof Element && event.target.closest('a') !== null) setOpen(false)
}

const ViewGroup = <Shown extends { name: string; query: string }>({
  label,
  views,
  onRemove,
}: ViewGroupProps<Shown>) => {
  const { t } = useWords()
  if (views.length === 0) return null
  return (
    <section aria-label={label}>
      <Text size="xs" c="dimmed" fw={600} px="xs" mt={4}>
        {label}
      </Text>
      {views.map((view) => (
        <Group key={view.query + view.name} gap={0} wrap="nowrap">
          <Button
            component={AppLink}
            href={`/tickets${view.query === '' ? '' : `?${view.query}`}`}
            variant="subtle"
            color="gray"
            flex={1}
            justify="flex-start"
            fw={400}
            px="xs"
          >
            {view.name}
          </Button>
          {onRemove !== undefined && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('view.remove', { name: view.name })}
              onClick={() => onRemove(view)}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
    </section>
  )
}

interface ViewGroupProps<Shown> {
  label: string
  views: readonly Shown[]
  onRemove?: (view: Shown) => void
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
