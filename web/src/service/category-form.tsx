import { serviceApi, type Category } from '#contract/service/api.ts'
import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useReturnFocus } from '../settings/use-return-focus.ts'

export type CategoryTask =
  | { kind: Category['kind']; category: Category }
  | { kind: Category['kind']; parentId: string | null }

/** A new category, or a better name for one. */
export const CategoryForm = ({ task, onClose }: { task: CategoryTask; onClose: () => void }) => {
  useReturnFocus()
  const { t } = useWords()
  const present = 'category' in task ? task.category : null
  const [fr, setFr] = useState(present?.name.fr ?? '')
  const [en, setEn] = useState(present?.name.en ?? '')
  const done = { invalidates: [serviceApi.listCategories], onSuccess: onClose }
  const create = useAction(serviceApi.createCategory, done)
  const edit = useAction(serviceApi.editCategory, done)
  const name = en.trim() === '' ? { fr: fr.trim() } : { fr: fr.trim(), en: en.trim() }
  const save = () =>
    'category' in task
      ? edit.mutate({ id: task.category.id, name })
      : create.mutate({ kind: task.kind, parentId: task.parentId, name })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(present === null ? 'service.category.addTitle' : 'service.category.renameTitle')}
      closeButtonProps={{ 'aria-label': t('shell.confirm.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('service.category.fr')}
            required
            data-autofocus
            value={fr}
            onChange={({ currentTarget }) => setFr(currentTarget.value)}
          />
          <TextInput
            label={t('service.category.en')}
            value={en}
            onChange={({ currentTarget }) => setEn(currentTarget.value)}
          />
          <ProblemAlert error={create.error ?? edit.error} />
          <Button type="submit" loading={create.isPending || edit.isPending} disabled={fr.trim() === ''}>
            {t('shell.confirm.save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
