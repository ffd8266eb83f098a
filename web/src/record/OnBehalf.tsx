import type { Role } from '#contract/role.ts'
import { Fieldset, Group, Select, Text, TextInput } from '@mantine/core'
import { useWords } from '../platform/words.ts'

const means = ['phone', 'email', 'visit', 'letter'] as const

export interface Behalf {
  name: string
  means: (typeof means)[number]
  reference?: string
}

/** A step of the client or a supplier, taken for them: who said so, and how. */
export const OnBehalf = ({ role, value, onChange }: OnBehalfProps) => {
  const { t } = useWords()
  return (
    <Fieldset legend={t('record.move.onBehalf')} p="xs">
      <Text size="xs" c="dimmed" mb="xs">
        {t('record.move.onBehalfText', { role: t(`shell.role.${role}`) })}
      </Text>
      <Group grow gap="xs">
        <TextInput
          label={t('record.move.name')}
          withAsterisk
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
        />
        <Select
          label={t('record.move.means')}
          allowDeselect={false}
          data={means.map((mean) => ({ value: mean, label: t(`record.move.mean.${mean}`) }))}
          value={value.means}
          onChange={(given) => onChange({ ...value, means: means.find((mean) => mean === given) ?? 'phone' })}
        />
      </Group>
      <TextInput
        mt="xs"
        label={t('record.move.reference')}
        value={value.reference ?? ''}
        onChange={({ currentTarget }) => {
          const { reference: _, ...rest } = value
          onChange(currentTarget.value === '' ? rest : { ...rest, reference: currentTarget.value })
        }}
      />
    </Fieldset>
  )
}

interface OnBehalfProps {
  role: Role
  value: Behalf
  onChange: (value: Behalf) => void
}
