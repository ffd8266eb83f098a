import { Group, Select } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useWords } from '../platform/words.ts'
import { CallerField } from '../record/CallerField.tsx'
import { channels } from '../record/move-fields.ts'
import { ClientPicker } from '../record/pickers.tsx'
import type { Draft } from './draft.ts'

/** Who calls, and for which client: the one brings the other. */
export const Who = ({ draft, onChange }: PartProps) => {
  const { t } = useWords()
  const caller = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // After the frame has put the reader at the page’s beginning.
    const timer = setTimeout(() => caller.current?.focus(), 50)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
      <div style={{ flex: '2 1 16rem' }}>
        <CallerField
          ref={caller}
          label={t('incident.new.caller')}
          placeholder={t('record.pick.person')}
          text={draft.callerText}
          onText={(callerText) => onChange({ callerText, requester: null })}
          onChoose={(chosen) =>
            chosen.kind === 'person'
              ? onChange({
                  requester: chosen.person,
                  callerText: chosen.person.name,
                  clientId: chosen.person.clientId,
                })
              : onChange({ requester: null, callerText: chosen.name })
          }
        />
      </div>
      <ClientPicker
        label={t('incident.new.client')}
        placeholder={t('record.pick.noClient')}
        style={{ flex: '2 1 13rem' }}
        value={draft.clientId}
        onChange={(clientId) =>
          onChange(
            clientId === draft.requester?.clientId
              ? { clientId }
              : { clientId, requester: null, ...(draft.requester === null ? {} : { callerText: '' }) },
          )
        }
      />
      <Select
        label={t('incident.new.channel')}
        style={{ flex: '1 1 8rem' }}
        allowDeselect={false}
        value={draft.channel}
        data={channels.map((one) => ({ value: one, label: t(`record.channel.${one}`) }))}
        onChange={(given) => onChange({ channel: channels.find((one) => one === given) ?? 'phone' })}
      />
    </Group>
  )
}

export interface PartProps {
  draft: Draft
  onChange: (part: Partial<Draft>) => void
}
