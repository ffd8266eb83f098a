import { configurationApi } from '#contract/configuration/api.ts'
import type { CiType, RelationKind } from '#contract/configuration/shape.ts'
import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  MultiSelect,
  NativeSelect,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { WordsFields } from '../grid/labels-editor.tsx'
import { isProblem } from '../platform/api.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { replaced } from '../request/change.ts'
import { changesIn } from '../settings/changes.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { Conflict } from '../ui/conflict.tsx'

/** One kind of relation. What it means is said once; names and fitting types can change. */
export const KindForm = ({ kind, types, onClose }: KindFormProps) => {
  const { t, say } = useWords()
  const [key, setKey] = useState('')
  const [hits, setHits] = useState<RelationKind['hits']>(null)
  const [isTree, setTree] = useState(false)
  const [draft, setDraft] = useState({
    name: kind?.name ?? { fr: '' },
    inverse: kind?.inverse ?? { fr: '' },
    pairs: kind?.pairs ?? [],
  })
  const set = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const done = { invalidates: [configurationApi.listKinds], onSuccess: onClose }
  const create = useAction(configurationApi.createKind, done)
  const edit = useAction(configurationApi.editKind, done)
  const error = create.error ?? edit.error
  const isTaken = isProblem(error, 'already_exists')
  const faults = fieldErrorsOf(error)
  const changes = changesIn(kind ?? undefined, draft)
  const save = (version = kind?.version, chosen: object = {}) =>
    kind === null || version === undefined
      ? create.mutate({ ...draft, key, hits, isTree })
      : edit.mutate({ ...changes, ...chosen, key: kind.key, version })
  const options = types.map((type) => ({ value: type.key, label: say(type.name) }))
  const ends = ['from', 'to'] as const
  return (
    <>
      <FormDrawer
        title={kind === null ? t('configuration.kinds.create') : say(kind.name)}
        size="lg"
        error={isTaken ? null : error}
        fields={['key']}
        isPending={create.isPending || edit.isPending}
        isDisabled={
          draft.name.fr.trim() === '' || draft.inverse.fr.trim() === '' || (kind === null && key === '')
        }
        onSubmit={() => save()}
        onClose={onClose}
      >
        <WordsFields
          labels={[t('configuration.kinds.nameFr'), t('configuration.kinds.nameEn')]}
          words={draft.name}
          onChange={(name) => set({ name })}
        />
        <WordsFields
          labels={[t('configuration.kinds.inverseFr'), t('configuration.kinds.inverseEn')]}
          words={draft.inverse}
          onChange={(inverse) => set({ inverse })}
        />
        {kind === null ? (
          <>
            <TextInput
              size="xs"
              label={t('configuration.types.key')}
              description={t('configuration.types.keyHelp')}
              required
              maxLength={40}
              value={key}
              error={isTaken ? t('configuration.kinds.taken') : faults['key']}
              onChange={({ currentTarget }) => setKey(currentTarget.value.toLowerCase())}
            />
            <NativeSelect
              label={t('configuration.kinds.hits')}
              description={t('configuration.kinds.stays')}
              value={hits ?? 'none'}
              data={(['none', ...ends] as const).map((value) => ({
                value,
                label: t(`configuration.kinds.hit.${value}`),
              }))}
              onChange={({ currentTarget }) =>
                setHits(ends.find((end) => end === currentTarget.value) ?? null)
              }
            />
            <Switch
              label={t('configuration.kinds.isTree')}
              description={t('configuration.kinds.stays')}
              checked={isTree}
              onChange={({ currentTarget }) => setTree(currentTarget.checked)}
            />
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t(`configuration.kinds.hit.${kind.hits ?? 'none'}`)}
            {kind.isTree && ` ${t('configuration.kinds.tree')}`}
          </Text>
        )}
        <Fieldset legend={t('configuration.kinds.pairs')}>
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {t('configuration.kinds.pairsHelp')}
            </Text>
            {draft.pairs.map((pair, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a pair has no other name than its place
              <Group key={at} gap="xs" align="flex-end" wrap="nowrap">
                {ends.map((end) => (
                  <MultiSelect
                    key={end}
                    size="xs"
                    style={{ flex: 1, minWidth: 0 }}
                    label={t(`configuration.kinds.${end}`)}
                    placeholder={pair[end].length === 0 ? t('configuration.kinds.any') : ''}
                    data={options}
                    searchable
                    value={pair[end]}
                    error={faults[`pairs.${at}.${end}`]}
                    onChange={(value) => set({ pairs: replaced(draft.pairs, at, { ...pair, [end]: value }) })}
                  />
                ))}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  mb={4}
                  aria-label={t('configuration.kinds.removePair', { at: at + 1 })}
                  onClick={() => set({ pairs: draft.pairs.toSpliced(at, 1) })}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
            <Button
              variant="default"
              size="xs"
              style={{ alignSelf: 'start' }}
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => set({ pairs: [...draft.pairs, { from: [], to: [] }] })}
            >
              {t('configuration.kinds.addPair')}
            </Button>
          </Stack>
        </Fieldset>
      </FormDrawer>
      <Conflict
        error={edit.error}
        mine={changes}
        labels={{
          name: t('configuration.kinds.name'),
          inverse: t('configuration.kinds.inverse'),
          pairs: t('configuration.kinds.pairs'),
        }}
        onSave={(chosen, version) => save(version, chosen)}
        onClose={() => edit.reset()}
      />
    </>
  )
}

interface KindFormProps {
  /** Null: a new one. */
  kind: RelationKind | null
  types: readonly CiType[]
  onClose: () => void
}
