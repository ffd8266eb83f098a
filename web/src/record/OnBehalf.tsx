import { attachmentApi } from '#contract/attachment/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import type { Role } from '#contract/role.ts'
import { Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll, useUpload } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { FileDrop } from '../ui/file-drop.tsx'

const means = ['phone', 'email', 'visit', 'letter'] as const

export interface Behalf {
  name: string
  means: (typeof means)[number]
  reference?: string
  /** The file of the ticket that shows it. */
  attachment?: string
}

/** A step of the client or a supplier, taken for them: who said so, how, and by what writing where it binds them. */
export const OnBehalf = ({ number, role, needsWriting, isTried, value, onChange }: OnBehalfProps) => {
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
      {needsWriting && (
        <Writing
          number={number}
          value={value.attachment ?? null}
          isMissing={isTried && value.attachment === undefined}
          onChange={(attachment) => {
            const { attachment: _, ...rest } = value
            onChange(attachment === null ? rest : { ...rest, attachment })
          }}
        />
      )}
    </Fieldset>
  )
}

/** One of the ticket's files, or a new one: sent at once, for the provider's eyes, and chosen. */
const Writing = ({ number, value, isMissing, onChange }: WritingProps) => {
  const { t } = useWords()
  const { items } = useAll(attachmentApi.list, { number })
  const add = useUpload(attachmentApi.add, {
    invalidates: [attachmentApi.list, journalApi.ofRecord],
    onSuccess: ({ id }) => onChange(id),
  })
  const files = items.filter(({ isRedacted }) => !isRedacted)
  const send = ([file]: readonly File[]) => {
    if (file !== undefined) add.mutate({ input: { number, visibility: 'internal' }, file })
  }
  return (
    <Stack gap={6} mt="xs">
      <Select
        label={t('record.move.writing')}
        description={t('record.move.writingText')}
        placeholder={t('record.move.writingChoose')}
        withAsterisk
        clearable
        disabled={files.length === 0}
        data={files.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={onChange}
        {...(isMissing ? { error: t('record.move.writingMissing') } : {})}
      />
      <FileDrop
        files={[]}
        onChange={send}
        multiple={false}
        isSending={add.isPending}
        label={t('record.move.writingAdd')}
      />
      <ProblemAlert error={add.error} />
    </Stack>
  )
}

interface WritingProps {
  number: string
  value: string | null
  isMissing: boolean
  onChange: (attachment: string | null) => void
}

interface OnBehalfProps {
  number: string
  role: Role
  needsWriting: boolean
  isTried: boolean
  value: Behalf
  onChange: (value: Behalf) => void
}
