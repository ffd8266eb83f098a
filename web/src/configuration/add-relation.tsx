import { configurationApi } from '#contract/configuration/api.ts'
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { ItemPicker } from './item-picker.tsx'
import { directionsOf, partnersOf, useKinds, type Item } from './use-types.ts'

/** « Cet élément » – « dépend de » – which other: only what the kind allows is offered. */
export const AddRelation = ({ item, onClose }: { item: Item; onClose: () => void }) => {
  const { t } = useWords()
  const { all, of, sayKind } = useKinds()
  const [way, setWay] = useState<string | null>('depends-on out')
  const [other, setOther] = useState<string | null>(null)
  const [spare, setSpare] = useState('')
  const relate = useAction(configurationApi.relate, {
    invalidates: [
      configurationApi.read,
      configurationApi.history,
      configurationApi.impact,
      configurationApi.ofRecord,
    ],
    onSuccess: onClose,
  })
  const ways = directionsOf(all, sayKind).filter(({ key, isOutgoing }) => {
    const kind = of(key)
    return kind !== undefined && partnersOf(kind, item.type, isOutgoing) !== null
  })
  const [key = '', direction] = (way ?? '').split(' ')
  const isOutgoing = direction === 'out'
  const kind = of(key)
  const partners = kind === undefined ? [] : (partnersOf(kind, item.type, isOutgoing) ?? [])
  const faults = fieldErrorsOf(relate.error)
  const submit = () => {
    if (other === null || way === null) return
    const [from, to] = isOutgoing ? [item.number, other] : [other, item.number]
    relate.mutate({ from, to, kind: key, ...(spare.trim() === '' ? {} : { spare: spare.trim() }) })
  }
  return (
    <FormDrawer
      title={t('configuration.relations.add')}
      error={relate.error}
      fields={['kind', 'to', 'from', 'spare']}
      isPending={relate.isPending}
      isDisabled={other === null || way === null}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('configuration.relations.kind')}
        description={item.name}
        allowDeselect={false}
        data-autofocus
        value={way}
        error={faults['kind']}
        data={ways.map((one) => ({
          value: `${one.key} ${one.isOutgoing ? 'out' : 'in'}`,
          label: sayKind(one.key, one.isOutgoing),
        }))}
        onChange={(given) => {
          setWay(given)
          setOther(null)
        }}
      />
      <ItemPicker
        key={way}
        label={t('configuration.relations.other')}
        description={partners.length > 0 ? t('configuration.relations.fits') : undefined}
        required
        types={partners}
        except={[item.number]}
        {...(item.clientId === null ? {} : { client: item.clientId })}
        value={other}
        error={faults['to'] ?? faults['from']}
        onChange={setOther}
      />
      {kind?.hits !== null && (
        <TextInput
          label={t('configuration.relations.spare')}
          description={t('configuration.relations.spareHelp')}
          maxLength={80}
          value={spare}
          error={faults['spare']}
          onChange={({ currentTarget }) => setSpare(currentTarget.value)}
        />
      )}
    </FormDrawer>
  )
}
