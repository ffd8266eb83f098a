import { ClientLevel, type RequestModel } from '#contract/request/model.ts'
import { Checkbox, Group, MultiSelect, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { DelayField } from '../grid/delay-field.tsx'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'

interface EditorProps {
  content: RequestModel
  onChange: (content: RequestModel) => void
}

const usualTargets = {
  response: { value: 1, unit: 'serviceDay' },
  resolution: { value: 3, unit: 'serviceDay' },
} as const

/** How soon, at what price, who must agree, who is called back. */
export const TermsEditor = ({ content, onChange }: EditorProps) => {
  const { t } = useWords()
  const { targets } = content
  const set = (part: Partial<RequestModel>) => onChange({ ...content, ...part })
  return (
    <Stack gap="sm">
      <Group gap="md">
        {(['urgency', 'impact'] as const).map((axis) => (
          <NumberInput
            key={axis}
            size="xs"
            w={150}
            min={1}
            max={5}
            allowDecimal={false}
            hideControls
            label={t(`request.model.${axis}`)}
            value={content[axis]}
            onChange={(value) => typeof value === 'number' && set({ [axis]: value })}
          />
        ))}
      </Group>
      <Checkbox
        size="sm"
        label={t('request.model.ownDelays')}
        description={t('request.model.ownDelaysHelp')}
        checked={targets !== null}
        onChange={({ currentTarget }) => set({ targets: currentTarget.checked ? usualTargets : null })}
      />
      {targets !== null && (
        <Group gap="md">
          {(['response', 'resolution'] as const).map((clock) => (
            <DelayField
              key={clock}
              label={t(`request.model.${clock}`)}
              delay={targets[clock]}
              onChange={(delay) => set({ targets: { ...targets, [clock]: delay } })}
            />
          ))}
        </Group>
      )}
      <Checkbox
        size="sm"
        label={t('request.model.identity')}
        checked={content.needsIdentityCheck}
        onChange={({ currentTarget }) => set({ needsIdentityCheck: currentTarget.checked })}
      />
      <Checkbox
        size="sm"
        label={t('request.model.outOfContract')}
        checked={content.isOutOfContract}
        onChange={({ currentTarget }) => set({ isOutOfContract: currentTarget.checked })}
      />
      {content.isOutOfContract && (
        <TextInput
          size="xs"
          maw={360}
          maxLength={200}
          label={t('request.model.price')}
          description={t('request.model.priceHelp')}
          value={content.price ?? ''}
          onChange={({ currentTarget: { value } }) => set({ price: value === '' ? null : value })}
        />
      )}
      <Checkbox
        size="sm"
        label={t('request.model.approval')}
        checked={content.needsApproval}
        onChange={({ currentTarget }) => set({ needsApproval: currentTarget.checked })}
      />
      <Checkbox
        size="sm"
        label={t('request.model.waived')}
        checked={content.isConfirmationWaived}
        onChange={({ currentTarget }) => set({ isConfirmationWaived: currentTarget.checked })}
      />
    </Stack>
  )
}

const audiences = ['all', 'none', 'listed'] as const

/** In whose catalogue it stands. */
export const OfferEditor = ({ content, onChange }: EditorProps) => {
  const { t } = useWords()
  const clients = useClients()
  const { offeredTo } = content
  const set = (part: Partial<RequestModel['offeredTo']>) =>
    onChange({ ...content, offeredTo: { ...offeredTo, ...part } })
  const audience = typeof offeredTo.clients === 'string' ? offeredTo.clients : 'listed'
  return (
    <Group gap="md" align="flex-end">
      <NativeSelect
        size="xs"
        label={t('request.model.clients')}
        value={audience}
        data={audiences.map((one) => ({ value: one, label: t(`request.model.offered.${one}`) }))}
        onChange={({ currentTarget: { value } }) =>
          set({ clients: value === 'all' || value === 'none' ? value : [] })
        }
      />
      {typeof offeredTo.clients !== 'string' && (
        <MultiSelect
          size="xs"
          miw={240}
          searchable
          label={t('request.model.offered.listed')}
          value={offeredTo.clients}
          data={clients.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(chosen) => set({ clients: chosen })}
        />
      )}
      <NativeSelect
        size="xs"
        label={t('request.model.level')}
        value={offeredTo.level}
        data={ClientLevel.options.map((level) => ({
          value: level,
          label: t(`request.model.levels.${level}`),
        }))}
        onChange={({ currentTarget }) =>
          set({ level: ClientLevel.options.find((level) => level === currentTarget.value) ?? 'requester' })
        }
      />
    </Group>
  )
}
