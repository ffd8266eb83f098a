import { configurationApi } from '#contract/configuration/api.ts'
import { CloseButton, Group, Stack, Text, type InputWrapperProps } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ItemPicker } from './item-picker.tsx'
import style from './parc.module.css'
import { TypeIcon } from './type-icons.tsx'
import { useTypes } from './use-types.ts'

const most = 20

/** What a new ticket is about: several items, each found by typing. */
export const ItemsField = ({ value, onChange, client, types, size = 'sm', ...texts }: ItemsFieldProps) => {
  const { t } = useWords()
  const isFull = value.length >= most
  return (
    <Stack gap={6}>
      <ItemPicker
        // Chosen, it goes to the list and the field is empty again.
        key={value.join(' ')}
        value={null}
        size={size}
        disabled={isFull}
        {...(isFull ? { description: t('configuration.onRecord.most') } : {})}
        except={value}
        types={types}
        {...(client === undefined || client === null ? {} : { client })}
        placeholder={t('configuration.onRecord.search')}
        onChange={(number) => number !== null && onChange([...value, number])}
        {...texts}
      />
      {value.length > 0 && (
        <ul className={style['chosen']}>
          {value.map((number) => (
            <Chosen
              key={number}
              number={number}
              onRemove={() => onChange(value.filter((one) => one !== number))}
            />
          ))}
        </ul>
      )}
    </Stack>
  )
}

const Chosen = ({ number, onRemove }: { number: string; onRemove: () => void }) => {
  const { t } = useWords()
  const { of } = useTypes()
  const { data } = useApi(configurationApi.read, { number })
  const name = data?.name ?? number
  return (
    <li>
      <Group gap={6} wrap="nowrap">
        <TypeIcon name={of(data?.type ?? '')?.icon} size={16} />
        <Text span size="sm">
          {name}{' '}
          <Text span size="xs" c="dimmed">
            {number}
          </Text>
        </Text>
        <CloseButton size="sm" aria-label={t('configuration.onRecord.remove', { name })} onClick={onRemove} />
      </Group>
    </li>
  )
}

interface ItemsFieldProps extends Pick<InputWrapperProps, 'label' | 'description'> {
  placeholder?: string
  value: readonly string[]
  onChange: (numbers: readonly string[]) => void
  /** Whose items are offered before anything is typed. */
  client?: string | null
  types?: readonly string[]
  size?: 'sm' | 'md'
}
