import { licenceApi } from '#contract/licence/api.ts'
import type { AttributeValue } from '#contract/configuration/shape.ts'
import { standsForSoftware } from '#contract/licence/shape.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { ciStates } from '#contract/configuration/shape.ts'
import { Select, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { AttributeField } from '../configuration/attribute-field.tsx'
import { answersForConfiguration } from '../configuration/may-keep.ts'
import { isState } from '../configuration/say-value.tsx'
import { useTypes } from '../configuration/use-types.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ClientPicker } from '../record/pickers.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'

/** A title becomes an item or a licence: what the title says is filled in, the rest is asked. */
export const FollowTitle = ({ title, clientId, onDone, onClose }: FollowTitleProps) => {
  const { t, say } = useWords()
  const types = useTypes()
  const mayCorrect = answersForConfiguration(useSession())
  const [typeKey, setTypeKey] = useState('application')
  const [name, setName] = useState(title.title.slice(0, 200))
  const [client, setClient] = useState<string | null>(clientId ?? null)
  // Who does not sign writes down what is planned; who signs puts it into service.
  const [state, setState] = useState<(typeof ciStates)[number]>(mayCorrect ? 'in-service' : 'planned')
  const [versions, setVersions] = useState('')
  const [reason, setReason] = useState('')
  const [attributes, setAttributes] = useState<Record<string, AttributeValue>>({})
  const follow = useAction(licenceApi.follow, {
    invalidates: [licenceApi.readTitle, licenceApi.listTitles, licenceApi.list, configurationApi.list],
    onSuccess: ({ number }) => onDone(number),
  })
  const type = types.of(typeKey)
  const offered = types.all.filter(standsForSoftware)
  const asksReason = state === 'in-service' && type?.control === 'controlled'
  const asked = (type?.attributes ?? []).filter(
    ({ key, kind }) => kind !== 'parts' && !['publisher', 'product'].includes(key),
  )
  const faults = fieldErrorsOf(follow.error)
  const change = (key: string, value: AttributeValue | null) => {
    const { [key]: _before, ...others } = attributes
    setAttributes(value === null ? others : { ...others, [key]: value })
  }
  const keys = new Set(asked.map(({ key }) => key))
  return (
    <FormDrawer
      title={t('licence.follow.title', { title: title.title })}
      size="lg"
      error={follow.error}
      fields={Object.keys(faults)}
      isPending={follow.isPending}
      isDisabled={name.trim() === '' || (asksReason && reason.trim().length < 3)}
      onSubmit={() =>
        follow.mutate({
          id: title.id,
          type: typeKey,
          name: name.trim(),
          clientId: client,
          state,
          versions,
          attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => keys.has(key))),
          ...(asksReason ? { reason: reason.trim() } : {}),
        })
      }
      onClose={onClose}
    >
      <Text size="sm">{t('licence.follow.text')}</Text>
      <Select
        label={t('licence.follow.type')}
        allowDeselect={false}
        data-autofocus
        value={typeKey}
        error={faults['type']}
        data={offered.map((one) => ({ value: one.key, label: say(one.name) }))}
        onChange={(given) => given !== null && setTypeKey(given)}
      />
      <TextInput
        label={t('licence.follow.name')}
        required
        maxLength={200}
        value={name}
        error={faults['name']}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
        <ClientPicker
          label={t('licence.follow.client')}
          placeholder={t('licence.follow.noClient')}
          value={client}
          error={faults['clientId']}
          onChange={setClient}
        />
        <Select
          label={t('licence.follow.state')}
          allowDeselect={false}
          value={state}
          error={faults['state']}
          data={ciStates
            .filter((one) => mayCorrect || one !== 'in-service')
            .map((value) => ({ value, label: t(`configuration.states.${value}`) }))}
          onChange={(given) => isState(given) && setState(given)}
        />
        <TextInput
          label={t('licence.follow.versions')}
          description={t('licence.follow.versionsHelp')}
          maxLength={80}
          value={versions}
          error={faults['versions']}
          onChange={({ currentTarget }) => setVersions(currentTarget.value)}
        />
        {asked.map((attribute) => (
          <AttributeField
            key={`${typeKey} ${attribute.key}`}
            attribute={attribute}
            label={say(attribute.name)}
            value={attributes[attribute.key] ?? null}
            error={faults[`attributes.${attribute.key}`]}
            onChange={(value) => change(attribute.key, value)}
          />
        ))}
      </SimpleGrid>
      {asksReason && (
        <Textarea
          label={t('licence.follow.reason')}
          description={t('licence.follow.reasonHelp')}
          required
          autosize
          maxLength={2000}
          value={reason}
          error={faults['reason']}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </FormDrawer>
  )
}

interface FollowTitleProps {
  title: { id: string; title: string }
  clientId?: string
  onDone: (number: string) => void
  onClose: () => void
}
