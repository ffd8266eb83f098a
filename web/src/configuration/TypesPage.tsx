import { configurationApi } from '#contract/configuration/api.ts'
import type { CiType } from '#contract/configuration/shape.ts'
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconPlus, IconStack2, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { ControlBadge } from './item-state.tsx'
import { KindsSection } from './kinds-section.tsx'
import { answersForConfiguration } from './may-keep.ts'
import { TypeForm } from './type-form.tsx'
import { TypeIcon } from './type-icons.tsx'

/** What items can be, what is kept of them, and how they may stand to each other. */
export const TypesPage = () => {
  const { t, say } = useWords()
  const mayWrite = answersForConfiguration(useSession())
  const query = useAll(configurationApi.listTypes, {})
  const [open, setOpen] = useState<CiType | 'new' | null>(null)
  const [ending, setEnding] = useState<CiType | null>(null)
  const create = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {t('configuration.types.create')}
    </Button>
  )
  const columns: Column<CiType>[] = [
    {
      key: 'name',
      label: t('configuration.field.type'),
      render: (type) => (
        <Group gap="xs" wrap="nowrap">
          <TypeIcon name={type.icon} />
          <Button variant="subtle" size="compact-sm" px={0} onClick={() => setOpen(type)}>
            {say(type.name)}
          </Button>
        </Group>
      ),
    },
    {
      key: 'control',
      label: t('configuration.types.control'),
      width: '9rem',
      render: ({ control }) => <ControlBadge control={control} />,
    },
    {
      key: 'attributes',
      label: t('configuration.types.attributes'),
      isWide: true,
      render: ({ attributes }) => (
        <Text size="sm" c="dimmed" lineClamp={1}>
          {attributes.map(({ name }) => say(name)).join(', ')}
        </Text>
      ),
    },
    {
      key: 'count',
      label: t('configuration.types.howMany'),
      width: '6rem',
      align: 'end',
      render: ({ attributes }) => attributes.length,
    },
    ...(mayWrite
      ? [
          {
            key: 'end',
            label: '',
            width: '3rem',
            render: (type: CiType) =>
              type.key === 'service' ? null : (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${t('configuration.types.end')} – ${say(type.name)}`}
                  title={t('configuration.types.end')}
                  onClick={() => setEnding(type)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              ),
          },
        ]
      : []),
  ]
  return (
    <Page
      title={t('configuration.types.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('configuration.method') }}
      actions={create}
    >
      <Text size="sm" maw={720}>
        {t(mayWrite ? 'configuration.types.lead' : 'configuration.types.leadRead')}
      </Text>
      <DataList
        label={t('configuration.types.title')}
        query={query}
        keyOf={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState icon={<IconStack2 size={32} />} title={t('configuration.types.title')} action={create}>
            {t('configuration.types.lead')}
          </EmptyState>
        }
      />
      <KindsSection mayWrite={mayWrite} types={query.items} />
      {open !== null && (
        <TypeForm type={open === 'new' ? null : open} mayWrite={mayWrite} onClose={() => setOpen(null)} />
      )}
      {ending !== null && <EndType type={ending} onClose={() => setEnding(null)} />}
    </Page>
  )
}

const EndType = ({ type, onClose }: { type: CiType; onClose: () => void }) => {
  const { t, say } = useWords()
  const end = useAction(configurationApi.endType, {
    invalidates: [configurationApi.listTypes],
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      title={t('configuration.types.endTitle', { name: say(type.name) })}
      action={t('configuration.types.end')}
      isPending={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate({ id: type.id })}
      onClose={onClose}
    >
      {t('configuration.types.endText')}
    </ConfirmDialog>
  )
}
