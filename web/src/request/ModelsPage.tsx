import { artefactApi } from '#contract/artefact/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { Button, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTemplate } from '@tabler/icons-react'
import { useState } from 'react'
import { stateOf, StateBadge } from '../artefact/state-badge.tsx'
import { useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { useCategories } from '../record/use-names.ts'
import { useReturnFocus } from '../settings/use-return-focus.ts'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { useModels } from './use-models.ts'

/** Everything that the firm may be asked for. */
export const ModelsPage = () => {
  const { t, say } = useWords()
  const { person } = useSession()
  const [isCreating, setCreating] = useState(false)
  const query = useAll(artefactApi.list, { kind: 'request-model' })
  const { models } = useModels()
  const liveOf = (id: string) => models.find(({ artefactId }) => artefactId === id)
  const mayCreate = person.roles.some((role) => role === 'D' || role === 'RGS/AC' || role === 'RGS/RC')
  const bring = useAction(artefactApi.bring, { invalidates: [artefactApi.list, requestApi.listModels] })
  const create = mayCreate && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('request.model.create')}
    </Button>
  )
  return (
    <Page
      title={t('request.model.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('request.model.method'), href: '/methode/procedures/request' }}
      actions={create}
    >
      <Text size="sm" maw={720}>
        {t('request.model.lead')}
      </Text>
      <ProblemAlert error={bring.error} />
      <DataList
        label={t('request.model.title')}
        query={query}
        keyOf={({ id }) => id}
        addressOf={({ id }) => `/reglages/modeles/${id}`}
        columns={[
          { key: 'name', label: t('request.model.column.name'), render: ({ name }) => say(name) },
          {
            key: 'category',
            label: t('request.model.column.category'),
            isWide: true,
            render: ({ id }) => say(liveOf(id)?.category ?? { fr: '' }),
          },
          {
            key: 'questions',
            label: t('request.model.column.questions'),
            width: '8rem',
            isWide: true,
            render: ({ id }) => liveOf(id)?.questions.length ?? '',
          },
          {
            key: 'state',
            label: t('request.model.column.state'),
            width: '14rem',
            render: (artefact) => <StateBadge state={stateOf(artefact)} />,
          },
        ]}
        empty={
          <EmptyState
            icon={<IconTemplate size={32} />}
            title={t('request.model.title')}
            action={
              mayCreate && (
                <Button variant="default" loading={bring.isPending} onClick={() => bring.mutate({})}>
                  {t('request.model.bring')}
                </Button>
              )
            }
          >
            {t('request.model.lead')}
          </EmptyState>
        }
      />
      {isCreating && <NewModel onClose={() => setCreating(false)} />}
    </Page>
  )
}

const NewModel = ({ onClose }: { onClose: () => void }) => {
  useReturnFocus()
  const { t, say } = useWords()
  const go = useGo()
  const categories = useCategories().filter(({ kind }) => kind === 'REQ')
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const category = categories.find(({ id }) => id === chosen) ?? categories.at(-1)
  const create = useAction(requestApi.createModel, {
    invalidates: [artefactApi.list],
    onSuccess: ({ id }) => go(`/reglages/modeles/${id}`),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('request.model.create')}
      closeButtonProps={{ 'aria-label': t('shell.confirm.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const words = { fr: name.trim() }
          create.mutate({ content: { name: words, category: category?.name ?? words } })
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('request.model.createText')}</Text>
          <TextInput
            label={t('request.model.name')}
            required
            data-autofocus
            maxLength={200}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {categories.length > 0 && (
            <NativeSelect
              label={t('request.model.category')}
              value={category?.id ?? ''}
              data={categories.map((one) => ({ value: one.id, label: say(one.name) }))}
              onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            />
          )}
          <ProblemAlert error={create.error} />
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('request.model.create')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
