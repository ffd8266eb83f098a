import { dutyApi, DutyProcess, DutyRole, type ListedRule } from '#contract/duty/api.ts'
import type { Rhythm } from '#contract/recurrence/api.ts'
import { Button, Group, NumberInput, Select, Text, Textarea, TextInput } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { ClientPicker, ColleaguePicker } from '../record/pickers.tsx'
import { RhythmFields } from '../recurrence/rhythm-fields.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** One duty of the rhythm: what, by which procedure, whose, how often, and what proves it. */
export const DutyForm = ({ rule, onClose }: { rule: ListedRule | null; onClose: () => void }) => {
  const { t } = useWords()
  const { person } = useSession()
  const [given, setGiven] = useState(() => givenOf(rule, localAt(Date.now(), person.zone).slice(0, 10)))
  const set = (part: Partial<Given>) => setGiven((before) => ({ ...before, ...part }))
  const done = { invalidates: [dutyApi.listRules, dutyApi.readRule], onSuccess: onClose }
  const create = useAction(dutyApi.createRule, done)
  const edit = useAction(dutyApi.editRule, done)
  const error = create.error ?? edit.error
  const faults = fieldErrorsOf(error)
  const wantsClient = given.process === 'configuration-report'
  const isWhole =
    given.fr.trim() !== '' &&
    given.proofFr.trim() !== '' &&
    given.startsOn !== '' &&
    (!wantsClient || given.clientId !== null)
  const save = () => {
    const input = inputOf(given)
    if (rule === null) create.mutate(input)
    else edit.mutate({ ...input, id: rule.id, version: rule.version })
  }
  return (
    <FormDrawer
      title={t(rule === null ? 'duty.create' : 'duty.edit')}
      size="lg"
      error={error}
      fields={['clientId', 'ownerId']}
      isPending={create.isPending || edit.isPending}
      isDisabled={!isWhole}
      onSubmit={save}
      onClose={onClose}
    >
      {rule !== null && <RuleActions rule={rule} onDone={onClose} />}
      <TextInput
        label={t('duty.name')}
        required
        data-autofocus
        maxLength={120}
        value={given.fr}
        onChange={({ currentTarget }) => set({ fr: currentTarget.value })}
      />
      <TextInput
        label={t('duty.nameEn')}
        maxLength={120}
        value={given.en}
        onChange={({ currentTarget }) => set({ en: currentTarget.value })}
      />
      <Select
        label={t('duty.process')}
        allowDeselect={false}
        data={DutyProcess.options.map((value) => ({ value, label: t(`duty.processes.${value}`) }))}
        value={given.process}
        onChange={(value) => set({ process: DutyProcess.options.find((one) => one === value) ?? 'duty' })}
      />
      <ClientPicker
        label={t('duty.client')}
        placeholder={t('duty.internal')}
        value={given.clientId}
        error={faults['clientId']}
        required={wantsClient}
        onChange={(clientId) => set({ clientId })}
      />
      <Select
        label={t('duty.ownerRole')}
        allowDeselect={false}
        data={DutyRole.options.map((value) => ({ value, label: t(`duty.roles.${value}`) }))}
        value={given.ownerRole}
        onChange={(value) => set({ ownerRole: DutyRole.options.find((one) => one === value) ?? 'RGS/AC' })}
      />
      <ColleaguePicker
        label={t('duty.owner')}
        placeholder={t('duty.ownerOfRole')}
        value={given.ownerId}
        error={faults['ownerId']}
        onChange={(ownerId) => set({ ownerId })}
      />
      <RhythmFields rhythm={given.rhythm} onChange={(rhythm) => set({ rhythm })} />
      <TextInput
        type="date"
        label={t('duty.startsOn')}
        required
        value={given.startsOn}
        onChange={({ currentTarget }) => set({ startsOn: currentTarget.value })}
      />
      <NumberInput
        label={t('duty.leadDays')}
        min={0}
        max={90}
        allowDecimal={false}
        value={given.leadDays}
        onChange={(value) => typeof value === 'number' && set({ leadDays: value })}
      />
      <Textarea
        label={t('duty.evidence')}
        required
        autosize
        minRows={2}
        maxLength={500}
        value={given.proofFr}
        onChange={({ currentTarget }) => set({ proofFr: currentTarget.value })}
      />
      <Textarea
        label={t('duty.evidenceEn')}
        autosize
        minRows={2}
        maxLength={500}
        value={given.proofEn}
        onChange={({ currentTarget }) => set({ proofEn: currentTarget.value })}
      />
    </FormDrawer>
  )
}

/** It is paused, goes on or is withdrawn here. */
const RuleActions = ({ rule, onDone }: { rule: ListedRule; onDone: () => void }) => {
  const { t, say } = useWords()
  const { date } = useTime()
  const [isEnding, setEnding] = useState(false)
  const then = { invalidates: [dutyApi.listRules, dutyApi.readRule], onSuccess: onDone }
  const pause = useAction(dutyApi.pauseRule, then)
  const end = useAction(dutyApi.endRule, then)
  return (
    <>
      <Text size="sm">
        {t('duty.next')} :{' '}
        {rule.next.length === 0 ? t('duty.noNext') : rule.next.map(({ dueOn }) => date(dueOn)).join(' · ')}
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          loading={pause.isPending}
          leftSection={
            rule.isPaused ? (
              <IconPlayerPlay size={14} aria-hidden />
            ) : (
              <IconPlayerPause size={14} aria-hidden />
            )
          }
          onClick={() => pause.mutate({ id: rule.id, isPaused: !rule.isPaused })}
        >
          {t(rule.isPaused ? 'duty.resume' : 'duty.pause')}
        </Button>
        <Button variant="subtle" size="xs" color="danger" onClick={() => setEnding(true)}>
          {t('duty.end')}
        </Button>
      </Group>
      <ProblemAlert error={pause.error} />
      <ConfirmDialog
        isOpen={isEnding}
        title={t('duty.endTitle', { name: say(rule.name) })}
        action={t('duty.end')}
        isDangerous
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ id: rule.id })}
        onClose={() => setEnding(false)}
      >
        {t('duty.endText')}
      </ConfirmDialog>
    </>
  )
}

interface Given {
  fr: string
  en: string
  process: DutyProcess
  clientId: string | null
  ownerRole: DutyRole
  ownerId: string | null
  rhythm: Rhythm
  startsOn: string
  leadDays: number
  proofFr: string
  proofEn: string
}

const givenOf = (rule: ListedRule | null, today: string): Given => ({
  fr: rule?.name.fr ?? '',
  en: rule?.name.en ?? '',
  process: rule?.process ?? 'duty',
  clientId: rule?.clientId ?? null,
  ownerRole: rule?.ownerRole ?? 'RGS/AC',
  ownerId: rule?.ownerId ?? null,
  rhythm: rule?.rhythm ?? { every: 'month', interval: 1, on: { day: 1 } },
  startsOn: rule?.startsOn ?? today,
  leadDays: rule?.leadDays ?? 7,
  proofFr: rule?.evidence.fr ?? '',
  proofEn: rule?.evidence.en ?? '',
})

const inputOf = ({ fr, en, proofFr, proofEn, ...given }: Given) => ({
  ...given,
  name: wordsOf(fr, en),
  evidence: wordsOf(proofFr, proofEn),
})

const wordsOf = (fr: string, en: string) => ({
  fr: fr.trim(),
  ...(en.trim() === '' ? {} : { en: en.trim() }),
})
