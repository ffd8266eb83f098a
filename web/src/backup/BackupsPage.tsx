import { backupApi } from '#contract/backup/api.ts'
import { Alert, Button, Loader, Text } from '@mantine/core'
import { IconDatabaseExport } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { keepsAccounts } from '../settings/may-keep.ts'
import { Page } from '../ui/page.tsx'
import { BackupList } from './backup-list.tsx'
import { PlanForm } from './plan-form.tsx'

/** When backups are made, which are kept, and what became of each. */
export const BackupsPage = () => {
  const { t } = useWords()
  const maySee = keepsAccounts(useSession())
  // What was asked for appears when it is whole: no live word announces it.
  const [isWaiting, setWaiting] = useState(false)
  const plan = useApi(backupApi.readPlan, {}, { enabled: maySee })
  const request = useAction(backupApi.request, {
    onSuccess: () => {
      setWaiting(true)
      void notify(t('backup.requested'))
    },
  })
  return (
    <Page
      title={t('backup.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('backup.method') }}
      actions={
        maySee && (
          <Button
            leftSection={<IconDatabaseExport size={16} aria-hidden />}
            loading={request.isPending}
            onClick={() => request.mutate({})}
          >
            {t('backup.now')}
          </Button>
        )
      }
    >
      <Text size="sm" maw={760}>
        {t('backup.lead')}
      </Text>
      {!maySee && <Alert variant="light">{t('backup.only')}</Alert>}
      <ProblemAlert error={request.error} />
      <ProblemAlert error={plan.error} onRetry={() => void plan.refetch()} />
      {plan.data === undefined
        ? maySee && plan.error === null && <Loader />
        : maySee && <PlanForm key={plan.data.version} plan={plan.data} />}
      {maySee && <BackupList isWaiting={isWaiting} />}
    </Page>
  )
}
