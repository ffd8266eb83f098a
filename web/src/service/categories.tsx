import { serviceApi, type Category } from '#contract/service/api.ts'
import { ActionIcon, Button, Group, SegmentedControl, Text, Title } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { CategoryForm, type CategoryTask } from './category-form.tsx'
import style from './category.module.css'

type Kind = Category['kind']

/** What tickets are about, two levels deep: renamed and ended, never deleted from those that have it. */
export const Categories = ({ mayKeep }: { mayKeep: boolean }) => {
  const { t, say } = useWords()
  const [kind, setKind] = useState<Kind>('INC')
  const [task, setTask] = useState<CategoryTask | null>(null)
  const [ending, setEnding] = useState<Category | null>(null)
  const all = useApi(serviceApi.listCategories, {}).data?.items ?? []
  const own = all.filter((category) => category.kind === kind)
  const tops = own.filter(({ parentId }) => parentId === null)
  const end = useAction(serviceApi.endCategory, {
    invalidates: [serviceApi.listCategories],
    onSuccess: () => setEnding(null),
  })
  const row = (category: Category) => (
    <div className={style['row']}>
      <span>{say(category.name)}</span>
      {mayKeep && (
        <span className={style['actions']}>
          {category.parentId === null && (
            <Tool
              label={t('service.category.addTo', { name: say(category.name) })}
              icon={<IconPlus size={14} aria-hidden />}
              onClick={() => setTask({ kind, parentId: category.id })}
            />
          )}
          <Tool
            label={t('service.category.rename', { name: say(category.name) })}
            icon={<IconPencil size={14} aria-hidden />}
            onClick={() => setTask({ kind, category })}
          />
          <Tool
            label={t('service.category.end', { name: say(category.name) })}
            icon={<IconTrash size={14} aria-hidden />}
            onClick={() => setEnding(category)}
          />
        </span>
      )}
    </div>
  )
  return (
    <section>
      <Group justify="space-between" mt="md">
        <Title order={2}>{t('service.category.title')}</Title>
        {mayKeep && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setTask({ kind, parentId: null })}
          >
            {t('service.category.addTitle')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" maw={720} mb="xs">
        {t('service.category.text')}
      </Text>
      <SegmentedControl
        aria-label={t('service.category.title')}
        value={kind}
        data={(['INC', 'REQ'] as const).map((value) => ({ value, label: t(`service.category.${value}`) }))}
        onChange={(value) => setKind(value)}
        mb="xs"
      />
      {tops.length === 0 && <Text size="sm">{t('service.category.empty')}</Text>}
      <ul className={style['list']}>
        {tops.map((top) => (
          <li key={top.id}>
            {row(top)}
            <ul>
              {own
                .filter(({ parentId }) => parentId === top.id)
                .map((below) => (
                  <li key={below.id}>{row(below)}</li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      {task !== null && <CategoryForm task={task} onClose={() => setTask(null)} />}
      <ConfirmDialog
        isOpen={ending !== null}
        title={t('service.category.endTitle', { name: ending === null ? '' : say(ending.name) })}
        isDangerous
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => ending !== null && end.mutate({ id: ending.id })}
        onClose={() => setEnding(null)}
      >
        {t('service.category.endText')}
      </ConfirmDialog>
    </section>
  )
}

const Tool = ({ label, icon, onClick }: { label: string; icon: React.ReactNode; onClick: () => void }) => (
  <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
    {icon}
  </ActionIcon>
)
