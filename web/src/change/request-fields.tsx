import type { RiskAnswers } from '#contract/change/shape.ts'
import { Checkbox, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { instantAt, localAt } from '../record/local-time.ts'
import { RiskFields } from './risk-fields.tsx'

/** What a request for change says of itself, while it is typed. */
export interface RequestDraft {
  reason: string
  benefit: string
  scope: string
  testPlan: string
  backOutPlan: string
  from: string
  to: string
  outageMinutes: number | null
  cost: number | null
  risk: RiskAnswers
  isBySupplier: boolean
  inRelease: boolean
}

export const emptyRequest: RequestDraft = {
  reason: '',
  benefit: '',
  scope: '',
  testPlan: '',
  backOutPlan: '',
  from: '',
  to: '',
  outageMinutes: null,
  cost: null,
  risk: {},
  isBySupplier: false,
  inRelease: false,
}

/** As the API takes it. */
export const requestIn = ({ from, to, ...draft }: RequestDraft, zone: string) => {
  const [begins, ends] = [instantAt(from, zone), instantAt(to, zone)]
  return { ...draft, window: begins === null || ends === null ? null : { from: begins, to: ends } }
}

export const windowDraft = (window: { from: string; to: string } | null, zone: string) =>
  window === null ? { from: '', to: '' } : { from: localAt(window.from, zone), to: localAt(window.to, zone) }

const texts = ['reason', 'benefit', 'scope', 'testPlan', 'backOutPlan'] as const

/** An emergency has its one line and its window; the rest may be said as well. */
export const RequestFields = ({ draft, onChange, isBrief = false }: RequestFieldsProps) => {
  const { t } = useWords()
  const { person } = useSession()
  const set = (part: Partial<RequestDraft>) => onChange({ ...draft, ...part })
  const shown = isBrief ? (['reason', 'backOutPlan'] as const) : texts
  return (
    <Stack gap="sm">
      {shown.map((name) => (
        <Textarea
          key={name}
          label={t(`change.${name}`)}
          {...(name === 'backOutPlan' ? { description: t('change.backOutHelp') } : {})}
          autosize
          minRows={2}
          maxLength={20_000}
          value={draft[name]}
          onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
        />
      ))}
      <Group gap="sm" align="flex-end">
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="datetime-local"
            label={t(end === 'from' ? 'change.windowFrom' : 'change.windowTo')}
            value={draft[end]}
            onChange={({ currentTarget }) => set({ [end]: currentTarget.value })}
          />
        ))}
        <NumberInput
          label={t('change.outageMinutes')}
          min={0}
          max={100_000}
          allowDecimal={false}
          value={draft.outageMinutes ?? ''}
          onChange={(value) => set({ outageMinutes: typeof value === 'number' ? value : null })}
        />
        <NumberInput
          label={t('change.cost')}
          min={0}
          decimalScale={2}
          decimalSeparator={person.language === 'fr' ? ',' : '.'}
          value={draft.cost === null ? '' : draft.cost / 100}
          onChange={(value) => set({ cost: typeof value === 'number' ? Math.round(value * 100) : null })}
        />
      </Group>
      {!isBrief && (
        <>
          <RiskFields value={draft.risk} onChange={(risk) => set({ risk })} />
          <Checkbox
            label={t('change.bySupplier')}
            checked={draft.isBySupplier}
            onChange={({ currentTarget }) => set({ isBySupplier: currentTarget.checked })}
          />
          <Checkbox
            label={t('change.inRelease')}
            checked={draft.inRelease}
            onChange={({ currentTarget }) => set({ inRelease: currentTarget.checked })}
          />
        </>
      )}
    </Stack>
  )
}

interface RequestFieldsProps {
  draft: RequestDraft
  onChange: (draft: RequestDraft) => void
  isBrief?: boolean
}
