import { Checkbox, Group, NumberInput, Select, Stack, Textarea } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { causes } from '../record/move-fields.ts'
import style from './new-ticket.module.css'
import type { PartProps } from './Who.tsx'

/** A trouble that one knows is helped, recorded and closed before the caller hangs up. */
export const KnownSolution = ({ draft, onChange }: PartProps) => {
  const { t } = useWords()
  return (
    <div className={style['known']} data-open={draft.isKnown || undefined}>
      <Checkbox
        label={t('incident.new.known')}
        description={t('incident.new.knownText')}
        checked={draft.isKnown}
        onChange={(event) => onChange({ isKnown: event.currentTarget.checked })}
      />
      {draft.isKnown && (
        <Stack gap="sm" mt="sm">
          <Textarea
            label={t('incident.new.solution')}
            autosize
            minRows={2}
            maxRows={10}
            value={draft.solution}
            onChange={(event) => onChange({ solution: event.currentTarget.value })}
          />
          <Group align="flex-start" gap="sm" grow>
            <Select
              label={t('incident.new.cause')}
              searchable
              selectFirstOptionOnChange
              value={draft.causeCode}
              data={causes.map((one) => ({ value: one, label: t(`incident.cause.${one}`) }))}
              onChange={(causeCode) => onChange({ causeCode })}
            />
            <NumberInput
              label={t('incident.new.minutes')}
              min={1}
              max={1440}
              allowDecimal={false}
              hideControls
              value={draft.minutes ?? ''}
              onChange={(given) => onChange({ minutes: typeof given === 'number' ? given : null })}
            />
          </Group>
          <Checkbox
            label={t('incident.new.voice')}
            description={t('incident.new.voiceText')}
            checked={draft.isConfirmed}
            onChange={(event) => onChange({ isConfirmed: event.currentTarget.checked })}
          />
        </Stack>
      )}
    </div>
  )
}
