import { Checkbox, NumberInput, Rating, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useSession } from '../platform/session.tsx'
import { useWords, type Key } from '../platform/words.ts'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'
import { ReportPicker } from '../report/report-choice.tsx'
import { CampaignPicker } from '../verification/campaign-choice.tsx'
import { PersonPicker } from './CallerField.tsx'
import { instantAt, localAt } from './local-time.ts'
import { LevelSelect } from '../problem/level-select.tsx'
import {
  causeCategories,
  causes,
  channels,
  controls,
  holdReasons,
  outcomes,
  type FieldName,
} from './move-fields.ts'
import {
  CategoryPicker,
  ClientPicker,
  ColleaguePicker,
  numberIn,
  ServicePicker,
  SupplierPicker,
  TeamPicker,
  TicketPicker,
} from './pickers.tsx'
import type { Ticket } from './ticket.ts'
import { useGrid } from './use-grid.ts'

/** The one control for a field of a move. */
export const MoveField = ({ name, ticket, value, onChange, isNeeded, error, holdReason }: MoveFieldProps) => {
  const { t } = useWords()
  const { person } = useSession()
  const label = t(`record.field.${name}`)
  const help = helpOf(name, holdReason)
  const common = {
    label,
    ...(help === undefined ? {} : { description: t(help) }),
    ...(error === undefined ? {} : { error }),
    required: isNeeded,
    withAsterisk: isNeeded,
  }
  const text = typeof value === 'string' ? value : ''
  const id = text === '' ? null : text
  const choice = (values: readonly string[], labelFor: (value: string) => string) => (
    <Select
      {...common}
      clearable={!isNeeded}
      data={values.map((one) => ({ value: one, label: labelFor(one) }))}
      value={id}
      onChange={(given) => onChange(given)}
    />
  )
  switch (controls[name]) {
    case 'text':
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'area':
    case 'paragraphs':
      return (
        <Textarea
          {...common}
          autosize
          minRows={controls[name] === 'area' ? 2 : 3}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'rich':
      return (
        <div>
          <Text size="sm" fw={500} mb={2}>
            {label}
          </Text>
          <RichTextEditor label={label} value={text} onChange={onChange} />
          {error !== undefined && (
            <Text size="xs" c="var(--mantine-color-error)">
              {error}
            </Text>
          )}
        </div>
      )
    case 'check':
      return (
        <Checkbox
          label={label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'voice':
      return (
        <Checkbox
          label={label}
          description={t('record.help.confirmedBy')}
          checked={value === 'voice'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'voice' : null)}
        />
      )
    case 'moment':
      return (
        <TextInput
          {...common}
          type="datetime-local"
          value={text === '' ? '' : localAt(text, person.zone)}
          onChange={(event) => onChange(instantAt(event.currentTarget.value, person.zone))}
        />
      )
    case 'minutes':
      return (
        <NumberInput
          {...common}
          min={1}
          max={1440}
          allowDecimal={false}
          value={typeof value === 'number' ? value : ''}
          onChange={(given) => onChange(typeof given === 'number' ? given : null)}
        />
      )
    case 'count':
      return (
        <NumberInput
          {...common}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          value={typeof value === 'number' ? value : ''}
          onChange={(given) => onChange(typeof given === 'number' ? given : null)}
        />
      )
    case 'campaign':
      return (
        <CampaignPicker
          {...common}
          clientId={ticket.clientId}
          value={id}
          onChange={(campaign, verified) =>
            onChange(campaign, verified === undefined ? {} : { itemsVerified: verified })
          }
        />
      )
    case 'report':
      return (
        <ReportPicker
          {...common}
          clientId={ticket.clientId}
          value={id}
          onChange={(given) => onChange(given)}
        />
      )
    case 'colleague':
      return <ColleaguePicker {...common} value={id} onChange={onChange} />
    case 'person':
      return <PersonPicker {...common} value={id} onChange={onChange} />
    case 'team':
      return <TeamPicker {...common} value={id} onChange={onChange} />
    case 'supplier':
      return <SupplierPicker {...common} value={id} onChange={onChange} />
    case 'client':
      return <ClientPicker {...common} value={id} onChange={onChange} />
    case 'service':
      return <ServicePicker {...common} value={id} onChange={onChange} />
    case 'category':
      return (
        <CategoryPicker
          {...common}
          {...(ticket.kind === 'INC' || ticket.kind === 'REQ' ? { kind: ticket.kind } : {})}
          value={id}
          onChange={onChange}
        />
      )
    case 'ticket':
      return (
        <TicketPicker
          {...common}
          except={ticket.number}
          value={text}
          onChange={(given) => onChange(numberIn(given) ?? given)}
        />
      )
    case 'problem':
      return (
        <TicketPicker
          {...common}
          kinds="PRB"
          value={text}
          onChange={(given) => onChange(numberIn(given) ?? given)}
        />
      )
    case 'level':
      return <LevelSelect {...common} value={typeof value === 'number' ? value : null} onChange={onChange} />
    case 'causeCategory':
      return choice(causeCategories, (one) => t(`problem.category.${asCategory(one)}`))
    case 'outcome':
      return choice(outcomes, (one) => t(`problem.outcome.${asOutcome(one)}`))
    case 'day':
      return (
        <TextInput
          {...common}
          type="date"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'cause':
      return choice(causes, (one) => t(`incident.cause.${asCause(one)}`))
    case 'hold':
      return choice(holdReasons, (one) => t(`record.holdReason.${asHold(one)}`))
    case 'channel':
      return choice(channels, (one) => t(`record.channel.${asChannel(one)}`))
    case 'urgency':
    case 'impact':
    case 'priority':
      return <ScaleField {...common} name={name} ticket={ticket} value={value} onChange={onChange} />
    case 'changeType':
      return choice(['normal', 'emergency'], (one) =>
        t(`change.types.${one === 'normal' ? 'normal' : 'emergency'}`),
      )
    case 'objective':
      return choice(objectives, (one) =>
        t(`change.objectives.${objectives.find((known) => known === one) ?? 'met'}`),
      )
    case 'degree':
      return (
        <Select
          {...common}
          allowDeselect={false}
          data={degrees.map((one) => ({ value: String(one), label: t(`change.scale.${one}`) }))}
          value={typeof value === 'number' ? String(value) : null}
          onChange={(given) => onChange(given === null ? null : Number(given))}
        />
      )
    case 'rating':
      break
  }
  return (
    <Stack gap={2}>
      <Text size="sm">{label}</Text>
      <Rating value={typeof value === 'number' ? value : 0} onChange={onChange} />
    </Stack>
  )
}

interface MoveFieldProps {
  name: FieldName
  ticket: Ticket
  value: unknown
  /** What is known by it about other fields comes along. */
  onChange: (value: unknown, others?: Readonly<Partial<Record<FieldName, unknown>>>) => void
  isNeeded: boolean
  error?: string | undefined
  /** What is being waited for decides what the date means. */
  holdReason?: unknown
}

const helpOf = (name: FieldName, holdReason: unknown): Key | undefined => {
  if (name === 'until') return 'record.help.until'
  if (name === 'into') return 'record.help.into'
  if (name === 'problem' || name === 'symptom' || name === 'workaround' || name === 'reviewOn')
    return `record.help.${name}`
  if (name !== 'holdReason') return undefined
  if (holdReason === 'client') return 'record.help.holdClient'
  if (holdReason === 'agreed-date') return 'record.help.holdDate'
  return holdReason === undefined ? undefined : 'record.help.holdOther'
}

/** A step of the grid’s scales, in the grid’s own words. */
const ScaleField = ({ name, ticket, value, onChange, ...rest }: ScaleFieldProps) => {
  const { say } = useWords()
  const grid = useGrid(ticket.judgedBy.grid?.versionId)
  const levels =
    name === 'urgency' ? grid?.urgencies : name === 'impact' ? grid?.impacts : (grid?.priorities ?? [])
  return (
    <Select
      {...rest}
      clearable
      data={(levels ?? []).map((level) => ({ value: String(level.value), label: say(level.label) }))}
      value={typeof value === 'number' ? String(value) : null}
      onChange={(given) => onChange(given === null ? null : Number(given))}
    />
  )
}

interface ScaleFieldProps {
  name: FieldName
  ticket: Ticket
  value: unknown
  onChange: (value: unknown) => void
  label: string
}

const objectives = ['met', 'partly', 'missed'] as const
const degrees = [1, 2, 3] as const

const asCause = (value: string) => causes.find((one) => one === value) ?? 'unknown'
const asCategory = (value: string) => causeCategories.find((one) => one === value) ?? 'hardware'
const asOutcome = (value: string) => outcomes.find((one) => one === value) ?? 'cancelled'
const asHold = (value: string) => holdReasons.find((one) => one === value) ?? 'client'
const asChannel = (value: string) => channels.find((one) => one === value) ?? 'phone'
