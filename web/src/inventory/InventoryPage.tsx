import { inventoryApi } from '#contract/inventory/api.ts'
import { Alert, Stack, Switch, Text, Title } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { Contacts } from './contacts.tsx'
import { Doors } from './doors.tsx'
import { WaitingReports } from './waiting-reports.tsx'

/** Where agents write to, who did, why they were refused, and what a person has to decide. */
export const InventoryPage = () => {
  const { t } = useWords()
  const { data, error, refetch } = useApi(inventoryApi.listDoors, {})
  return (
    <Page title={t('inventory.title')}>
      <Text size="sm" maw={760}>
        {t('inventory.lead')}
      </Text>
      <ProblemAlert error={error} onRetry={refetch} />
      <WaitingReports />
      {data !== undefined && <Doors doors={data.items} mayWrite={data.mayWrite} />}
      <Contacts />
      {data !== undefined && <Settings settings={data.settings} mayWrite={data.mayWrite} />}
    </Page>
  )
}

interface SettingsProps {
  settings: { hasQuarantine: boolean; keepsLastUser: boolean; version: number }
  mayWrite: boolean
}

const Settings = ({ settings, mayWrite }: SettingsProps) => {
  const { t } = useWords()
  const edit = useAction(inventoryApi.editSettings, { invalidates: [inventoryApi.listDoors] })
  const { version } = settings
  return (
    <Stack component="section" gap="xs" aria-labelledby="inventory-settings">
      <Title order={2} size="h3" id="inventory-settings">
        {t('inventory.settings.title')}
      </Title>
      {edit.error !== null && (
        <Alert color="danger">
          <ProblemAlert error={edit.error} />
        </Alert>
      )}
      {(['hasQuarantine', 'keepsLastUser'] as const).map((name) => (
        <Switch
          key={name}
          label={t(`inventory.settings.${name}`)}
          description={t(`inventory.settings.${name}Help`)}
          checked={settings[name]}
          disabled={!mayWrite || edit.isPending}
          onChange={({ currentTarget }) => edit.mutate({ version, [name]: currentTarget.checked })}
        />
      ))}
    </Stack>
  )
}
