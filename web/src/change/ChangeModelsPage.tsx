import { artefactApi } from '#contract/artefact/api.ts'
import { changeApi } from '#contract/change/api.ts'
import { Button, Text } from '@mantine/core'
import { IconPlus, IconTemplate } from '@tabler/icons-react'
import { stateOf, StateBadge } from '../artefact/state-badge.tsx'
import { useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'

/** What is approved in advance, and until when. */
export const ChangeModelsPage = () => {
  const { t, say } = useWords()
  const { date } = useTime()
  const { person } = useSession()
  const go = useGo()
  const query = useAll(artefactApi.list, { kind: 'change-model' })
  const models = useAll(changeApi.models, {}).items
  const mayWrite = person.roles.some((role) => role === 'D' || role === 'RGS/AC' || role === 'RGS/RC')
  const create = useAction(artefactApi.create, {
    invalidates: [artefactApi.list],
    onSuccess: ({ id }) => go(`/reglages/changements/${id}`),
  })
  return (
    <Page
      title={t('change.modelsTitle')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('change.method'), href: '/methode/procedures/change' }}
      actions={
        mayWrite && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            loading={create.isPending}
            onClick={() =>
              create.mutate({
                kind: 'change-model',
                key: `modele-${Date.now().toString(36)}`,
                name: { fr: t('change.modelCreate') },
                content: {
                  name: { fr: t('change.modelCreate') },
                  ciTypes: ['workstation'],
                  reason: { fr: '…' },
                  steps: [{ fr: '…' }],
                  backOut: { fr: '…' },
                  window: { fr: '…' },
                },
              })
            }
          >
            {t('change.modelCreate')}
          </Button>
        )
      }
    >
      <Text size="sm" maw={720}>
        {t('change.modelsText')}
      </Text>
      <ProblemAlert error={create.error} />
      <DataList
        label={t('change.modelsTitle')}
        query={query}
        keyOf={({ id }) => id}
        addressOf={({ id }) => `/reglages/changements/${id}`}
        columns={[
          {
            key: 'name',
            label: t('change.modelName'),
            render: ({ id, name }) => say(models.find(({ artefactId }) => artefactId === id)?.name ?? name),
          },
          {
            key: 'review',
            label: t('change.modelUsable'),
            isWide: true,
            render: ({ id }) => {
              const model = models.find(({ artefactId }) => artefactId === id)
              if (model?.isUsable !== true) return t('change.modelNotUsable')
              return model.reviewOn === null
                ? t('change.yes')
                : t('change.modelReview', { day: date(model.reviewOn) })
            },
          },
          {
            key: 'state',
            label: t('request.model.column.state'),
            width: '14rem',
            render: (artefact) => <StateBadge state={stateOf(artefact)} />,
          },
        ]}
        empty={
          <EmptyState icon={<IconTemplate size={32} />} title={t('change.modelsTitle')}>
            {t('change.modelsText')}
          </EmptyState>
        }
      />
    </Page>
  )
}
