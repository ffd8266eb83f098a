import { backupApi, Rehearsal, type BackupPlan } from '#contract/backup/api.ts'
import {
  Alert,
  Button,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { currentOf, fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { changesIn } from '../settings/changes.ts'
import { Conflict } from '../ui/conflict.tsx'

/** The plan: when, where, how many, and how often one is restored for trial. */
export const PlanForm = ({ plan }: { plan: BackupPlan }) => {
  const { t } = useWords()
  const [values, setValues] = useState(plan)
  const set = (part: Partial<BackupPlan>) => setValues((before) => ({ ...before, ...part }))
  const edit = useAction(backupApi.editPlan, {
    invalidates: [backupApi.readPlan],
    onSuccess: () => void notify(t('backup.plan.saved')),
  })
  const { isOn, hour, folder, keepDaily, keepWeekly, keepMonthly, rehearsal } = values
  const input = {
    isOn,
    hour,
    folder: folder === null || folder.trim() === '' ? null : folder.trim(),
    keepDaily,
    keepWeekly,
    keepMonthly,
    rehearsal,
  }
  const changes = changesIn(plan, input)
  const save = (version = plan.version, change: object = {}) =>
    edit.mutate({ ...changes, ...change, version })
  const faults = fieldErrorsOf(edit.error)
  const labels = {
    isOn: t('backup.plan.isOn'),
    hour: t('backup.plan.hour'),
    folder: t('backup.plan.folder'),
    keepDaily: t('backup.plan.daily'),
    keepWeekly: t('backup.plan.weekly'),
    keepMonthly: t('backup.plan.monthly'),
    rehearsal: t('backup.plan.rehearsal'),
  }
  const count = (name: 'keepDaily' | 'keepWeekly' | 'keepMonthly', min: number, max: number) => (
    <NumberInput
      label={labels[name]}
      value={values[name]}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      error={faults[name]}
      onChange={(next) => set({ [name]: typeof next === 'number' ? next : min })}
    />
  )
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('backup.plan.title')}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap="sm" maw={760}>
          <Switch
            label={labels.isOn}
            checked={isOn}
            onChange={({ currentTarget }) => set({ isOn: currentTarget.checked })}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <NativeSelect
              label={labels.hour}
              description={t('backup.plan.hourHelp')}
              value={String(hour)}
              data={hours}
              error={faults['hour']}
              onChange={({ currentTarget }) => set({ hour: Number(currentTarget.value) })}
            />
            <NativeSelect
              label={labels.rehearsal}
              description={t('backup.plan.rehearsalHelp')}
              value={rehearsal}
              data={Rehearsal.options.map((value) => ({
                value,
                label: t(`backup.plan.rehearsals.${value}`),
              }))}
              onChange={({ currentTarget }) =>
                set({ rehearsal: Rehearsal.options.find((one) => one === currentTarget.value) ?? rehearsal })
              }
            />
          </SimpleGrid>
          <TextInput
            label={labels.folder}
            description={t('backup.plan.folderHelp', { folder: plan.ownFolder })}
            value={folder ?? ''}
            error={faults['folder']}
            onChange={({ currentTarget }) => set({ folder: currentTarget.value })}
          />
          <Fieldset legend={t('backup.plan.keep')} p="sm">
            <SimpleGrid cols={{ base: 3 }} spacing="sm">
              {count('keepDaily', 1, 60)}
              {count('keepWeekly', 0, 60)}
              {count('keepMonthly', 0, 120)}
            </SimpleGrid>
            <Text size="xs" c="dimmed" mt="xs">
              {t('backup.plan.keepHelp')}
            </Text>
          </Fieldset>
          {currentOf(edit.error) === null && <ProblemAlert error={edit.error} fields={Object.keys(labels)} />}
          <Group>
            <Button type="submit" variant="default" loading={edit.isPending}>
              {t('backup.plan.save')}
            </Button>
          </Group>
          <Outlook plan={plan} />
        </Stack>
      </form>
      <Conflict
        error={edit.error}
        mine={changes}
        labels={labels}
        onSave={(chosen, version) => save(version, chosen)}
        onClose={() => edit.reset()}
      />
    </section>
  )
}

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** What the plan comes to: the next one, the room, and whether anybody could read the files. */
const Outlook = ({ plan }: { plan: BackupPlan }) => {
  const { t } = useWords()
  const { relative, bytes } = useTime()
  const { nextAt, keptSize, plannedSize, freeSize, isEncrypted } = plan
  const sizes = { kept: bytes(keptSize), planned: bytes(plannedSize) }
  const isTight = freeSize !== null && plannedSize - keptSize > freeSize
  return (
    <>
      <Text size="sm">
        {nextAt === null ? t('backup.plan.off') : t('backup.plan.next', { when: relative(nextAt) })}{' '}
        {freeSize === null
          ? t('backup.plan.roomUnknown', sizes)
          : t('backup.plan.room', { ...sizes, free: bytes(freeSize) })}
      </Text>
      {isTight && (
        <Alert variant="light" color="orange">
          {t('backup.plan.tight')}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t(isEncrypted ? 'backup.plan.encrypted' : 'backup.plan.plain')}
      </Text>
    </>
  )
}
