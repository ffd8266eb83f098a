import { Button, Text } from '@mantine/core'
import { IconPlus, type TablerIcon } from '@tabler/icons-react'
import { useState, type ComponentType } from 'react'
import type { ListQuery } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import style from './kept-list.module.css'

/** A list that the provider keeps: what is on it and, for who may write it, the form beside it for a new line or for the one that was chosen. */
export const KeptListPage = <Item extends { id: string; name: string }>(props: KeptListPageProps<Item>) => {
  const { title, lead, nameLabel, createLabel, emptyText, icon: Icon, query, columns, form: Form } = props
  const { t } = useWords()
  const [open, setOpen] = useState<Item | 'new' | null>(null)
  const { mayWrite = false } = query
  const create = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {createLabel}
    </Button>
  )
  const name: Column<Item> = {
    key: 'name',
    label: nameLabel,
    render: (item) =>
      mayWrite ? (
        <Button variant="subtle" size="compact-sm" className={style['name']} onClick={() => setOpen(item)}>
          {item.name}
        </Button>
      ) : (
        <Text size="sm" fw={600}>
          {item.name}
        </Text>
      ),
  }
  return (
    <Page title={title} crumbs={[{ label: t('settings.title'), href: '/reglages' }]} actions={create}>
      <Text size="sm" maw={720}>
        {lead}
      </Text>
      <DataList
        label={title}
        query={query}
        keyOf={({ id }) => id}
        columns={[name, ...columns]}
        empty={
          <EmptyState icon={<Icon size={32} />} title={title} action={create}>
            {emptyText}
          </EmptyState>
        }
      />
      {open !== null && <Form item={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

/** Null: a new line. */
export interface KeptFormProps<Item> {
  item: Item | null
  onClose: () => void
}

interface KeptListPageProps<Item> {
  title: string
  lead: string
  nameLabel: string
  createLabel: string
  emptyText: string
  icon: TablerIcon
  query: ListQuery<Item>
  /** Those after its name. */
  columns: readonly Column<Item>[]
  form: ComponentType<KeptFormProps<Item>>
}
