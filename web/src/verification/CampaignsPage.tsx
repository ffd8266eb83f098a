import { verificationApi } from '#contract/verification/api.ts'
import type { Campaign } from '#contract/verification/shape.ts'
import { Button, Text } from '@mantine/core'
import { IconCircleCheck, IconClipboardCheck, IconPlus, IconProgress } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo } from '../platform/address.ts'
import { useAll, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { useShare } from './figures.tsx'
import { sayScope } from './say-scope.ts'

/** Campaigns, latest first: how right the records were each time. */
export const CampaignsPage = () => {
  const { t } = useWords()
  const go = useGo()
  const [isOpening, setOpening] = useState(false)
  const query = useAll(verificationApi.list, {})
  const mayOpen = useApi(verificationApi.list, {}).data?.mayOpen === true
  const open = mayOpen && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpening(true)}>
      {t('verification.open')}
    </Button>
  )
  return (
    <Page title={t('verification.title')} method={{ text: t('verification.method') }} actions={open}>
      <Text c="dimmed" maw={760}>
        {t('verification.lead')}
      </Text>
      <DataList<Campaign>
        label={t('verification.title')}
        query={query}
        columns={useColumns()}
        keyOf={({ id }) => id}
        addressOf={({ id }) => `/parc/verifications/${id}`}
        empty={
          <EmptyState icon={<IconClipboardCheck size={40} />} title={t('verification.none')} action={open}>
            {t('verification.noneText')}
          </EmptyState>
        }
      />
      {isOpening && (
        <CampaignForm
          onDone={({ id }) => go(`/parc/verifications/${id}`)}
          onClose={() => setOpening(false)}
        />
      )}
    </Page>
  )
}

const useColumns = (): readonly Column<Campaign>[] => {
  const words = useWords()
  const { t } = words
  const share = useShare()
  return [
    {
      key: 'name',
      label: t('verification.name'),
      render: (campaign) => (
        <span>
          <Text size="sm" fw={550} component="span">
            {campaign.name}
          </Text>
          <Text size="xs" c="dimmed" component="span" display="block">
            {sayScope(campaign, words)}
          </Text>
        </span>
      ),
    },
    {
      key: 'state',
      label: t('configuration.field.state'),
      width: '8rem',
      render: ({ closedAt }) =>
        closedAt === null ? (
          <ToneBadge tone="information" icon={<IconProgress aria-hidden />}>
            {t('verification.state.open')}
          </ToneBadge>
        ) : (
          <ToneBadge tone="success" icon={<IconCircleCheck aria-hidden />}>
            {t('verification.state.closed')}
          </ToneBadge>
        ),
    },
    {
      key: 'progress',
      label: t('verification.progress'),
      width: '7rem',
      align: 'end',
      isWide: true,
      render: ({ figures }) => `${figures.verified}/${figures.total}`,
    },
    {
      key: 'accuracy',
      label: t('verification.accuracy'),
      width: '11rem',
      align: 'end',
      isWide: true,
      render: ({ figures }) => share(figures.accuracy),
    },
    {
      key: 'completeness',
      label: t('verification.completeness'),
      width: '11rem',
      align: 'end',
      isWide: true,
      render: ({ figures }) => share(figures.completeness),
    },
    {
      key: 'when',
      label: t('configuration.field.since'),
      width: '9rem',
      isWide: true,
      render: ({ openedAt, closedAt }) => <Ago at={closedAt ?? openedAt} />,
    },
  ]
}
