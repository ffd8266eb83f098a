import { potApi, Renewal, type HourPot } from '#contract/pot/api.ts'
import { Button, Group, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { ServicePicker } from '../record/pickers.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** A pot that was bought: afterwards only its name, its end, and the hours of one that does not renew. */
export const PotForm = ({ clientId, pot, onClose }: PotFormProps) => {
  const { t } = useWords()
  const { person } = useSession()
  const [name, setName] = useState(pot?.name ?? '')
  const [hours, setHours] = useState<number | null>(pot === null ? null : pot.minutes / 60)
  const [validFrom, setFrom] = useState(
    () => pot?.validFrom ?? `${localAt(Date.now(), person.zone).slice(0, 7)}-01`,
  )
  const [validUntil, setUntil] = useState(pot?.validUntil ?? '')
  const [serviceId, setService] = useState(pot?.serviceId ?? null)
  const [renewal, setRenewal] = useState<Renewal>(pot?.renewal ?? 'monthly')
  const [rules, setRules] = useState({ carriesOver: false, countsTravel: false, isForExtras: false })
  const done = { invalidates: [potApi.list, potApi.ofRecord], onSuccess: onClose }
  const create = useAction(potApi.create, done)
  const edit = useAction(potApi.edit, done)
  const error = create.error ?? edit.error
  const faults = fieldErrorsOf(error)
  const minutes = Math.round((hours ?? 0) * 60)
  const save = () => {
    const until = validUntil === '' ? null : validUntil
    if (pot === null) {
      create.mutate({
        clientId,
        serviceId,
        name: name.trim(),
        minutes,
        validFrom,
        validUntil: until,
        renewal,
        ...rules,
      })
      return
    }
    edit.mutate({ id: pot.id, version: pot.version, name: name.trim(), minutes, validUntil: until })
  }
  return (
    <FormDrawer
      title={t(pot === null ? 'pot.create' : 'pot.edit')}
      error={error}
      fields={['name', 'minutes', 'validUntil']}
      isPending={create.isPending || edit.isPending}
      isDisabled={name.trim() === '' || minutes < 1 || validFrom === ''}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('pot.name')}
        required
        data-autofocus
        maxLength={80}
        value={name}
        error={faults['name']}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NumberInput
        label={t('pot.hours')}
        description={renewal === 'once' ? undefined : t('pot.hoursHelp')}
        required
        min={0.25}
        max={100_000}
        step={1}
        decimalScale={2}
        disabled={pot !== null && pot.renewal !== 'once'}
        value={hours ?? ''}
        error={faults['minutes']}
        onChange={(given) => setHours(typeof given === 'number' ? given : null)}
      />
      {pot === null && <Terms {...{ serviceId, setService, renewal, setRenewal, validFrom, setFrom }} />}
      <TextInput
        type="date"
        label={t('pot.until')}
        description={t('pot.untilHelp')}
        min={validFrom}
        value={validUntil}
        error={faults['validUntil']}
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
      />
      {pot === null && <RuleSwitches rules={rules} onChange={setRules} />}
      {pot !== null && (
        <>
          <Text size="sm" c="dimmed">
            {t('pot.fixed')}
          </Text>
          <Withdraw pot={pot} onDone={onClose} />
        </>
      )}
    </FormDrawer>
  )
}

interface PotFormProps {
  clientId: string
  pot: HourPot | null
  onClose: () => void
}

interface Rules {
  carriesOver: boolean
  countsTravel: boolean
  isForExtras: boolean
}

interface TermsProps {
  serviceId: string | null
  setService: (id: string | null) => void
  renewal: Renewal
  setRenewal: (renewal: Renewal) => void
  validFrom: string
  setFrom: (day: string) => void
}

const Terms = (props: TermsProps) => {
  const { t } = useWords()
  return (
    <Stack gap="sm">
      <ServicePicker
        label={t('pot.service')}
        placeholder={t('pot.anyService')}
        value={props.serviceId}
        onChange={props.setService}
      />
      <Select
        label={t('pot.renewal')}
        allowDeselect={false}
        data={Renewal.options.map((value) => ({ value, label: t(`pot.renewals.${value}`) }))}
        value={props.renewal}
        onChange={(value) => props.setRenewal(Renewal.options.find((one) => one === value) ?? 'monthly')}
      />
      <TextInput
        type="date"
        label={t('pot.from')}
        required
        value={props.validFrom}
        onChange={({ currentTarget }) => props.setFrom(currentTarget.value)}
      />
    </Stack>
  )
}

const RuleSwitches = ({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) => {
  const { t } = useWords()
  return (['carriesOver', 'countsTravel', 'isForExtras'] as const).map((rule) => (
    <Switch
      key={rule}
      label={t(`pot.${rule}`)}
      checked={rules[rule]}
      onChange={({ currentTarget }) => onChange({ ...rules, [rule]: currentTarget.checked })}
    />
  ))
}

const Withdraw = ({ pot, onDone }: { pot: HourPot; onDone: () => void }) => {
  const { t } = useWords()
  const [isAsking, setAsking] = useState(false)
  const end = useAction(potApi.end, { invalidates: [potApi.list, potApi.ofRecord], onSuccess: onDone })
  return (
    <Group>
      <Button variant="subtle" color="danger" onClick={() => setAsking(true)}>
        {t('pot.end')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('pot.endTitle', { name: pot.name })}
        action={t('pot.end')}
        isDangerous
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ id: pot.id })}
        onClose={() => setAsking(false)}
      >
        {t('pot.endText')}
      </ConfirmDialog>
    </Group>
  )
}
