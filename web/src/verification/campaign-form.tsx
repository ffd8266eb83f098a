import { configurationApi } from '#contract/configuration/api.ts'
import { verificationApi } from '#contract/verification/api.ts'
import type { Campaign } from '#contract/verification/shape.ts'
import { Button, Group, Modal, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'

/** What is to be seen: of a client, of some types, at a place, all of it or a sample. */
export const CampaignForm = ({ onDone, onClose }: CampaignFormProps) => {
  const { t, say } = useWords()
  const clients = useClients()
  const { items: types } = useAll(configurationApi.listTypes, {}, { staleTime: 300_000 })
  const [name, setName] = useState('')
  const [clientId, setClientId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [location, setLocation] = useState('')
  const [sample, setSample] = useState<number | null>(null)
  const open = useAction(verificationApi.open, {
    invalidates: [verificationApi.list],
    onSuccess: onDone,
  })
  return (
    <Modal opened onClose={onClose} title={t('verification.open')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          open.mutate({
            name,
            clientId,
            types: chosen,
            location,
            ...(sample === null ? {} : { sample }),
          })
        }}
      >
        <Stack>
          <TextInput
            label={t('verification.name')}
            placeholder={t('verification.namePlaceholder')}
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Select
            label={t('verification.client')}
            placeholder={t('verification.everyClient')}
            data={clients.map((client) => ({ value: client.id, label: client.name }))}
            value={clientId}
            onChange={setClientId}
            searchable
            clearable
          />
          <MultiSelect
            label={t('verification.types')}
            placeholder={chosen.length === 0 ? t('verification.everyType') : ''}
            data={types.map((type) => ({ value: type.key, label: say(type.name) }))}
            value={chosen}
            onChange={setChosen}
            searchable
            clearable
          />
          <TextInput
            label={t('verification.location')}
            maxLength={300}
            value={location}
            onChange={({ currentTarget }) => setLocation(currentTarget.value)}
          />
          <NumberInput
            label={t('verification.sample')}
            description={t('verification.sampleHelp')}
            min={1}
            max={2000}
            allowDecimal={false}
            value={sample ?? ''}
            onChange={(given) => setSample(typeof given === 'number' ? given : null)}
          />
          <ProblemAlert error={open.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('shell.confirm.cancel')}
            </Button>
            <Button type="submit" loading={open.isPending} disabled={name.trim() === ''}>
              {t('verification.openNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface CampaignFormProps {
  onDone: (campaign: Campaign) => void
  onClose: () => void
}
