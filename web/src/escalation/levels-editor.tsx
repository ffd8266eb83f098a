import type { EscalationLevels } from '#contract/escalation/shape.ts'
import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import {
  addFunctional,
  addHierarchical,
  mostFunctional,
  mostHierarchical,
  prioritiesOf,
  removeFunctional,
  removeHierarchical,
  setFunctional,
  setHierarchical,
} from './change.ts'
import { AfterField, LabelFields, PercentField, QuietField, RoleField } from './level-fields.tsx'
import { LevelsTable } from './levels-tables.tsx'

/** Both ways of escalating, to be written. */
export const LevelsEditor = ({ content, onChange }: LevelsEditorProps) => {
  const { t } = useWords()
  return (
    <Stack gap="lg">
      <section>
        <Title order={3}>{t('escalation.functional.title')}</Title>
        <Text size="sm" c="dimmed" maw={720}>
          {t('escalation.functional.text')}
        </Text>
        <FunctionalRows content={content} onChange={onChange} />
        <AddOrRemove
          last={t('escalation.functional.code', { level: content.functional.at(-1)?.level ?? 0 })}
          canAdd={(content.functional.at(-1)?.level ?? 0) < mostFunctional}
          canRemove={content.functional.length > 1}
          onAdd={() => onChange(addFunctional(content))}
          onRemove={() => onChange(removeFunctional(content))}
        />
      </section>
      <section>
        <Title order={3}>{t('escalation.hierarchical.title')}</Title>
        <Text size="sm" c="dimmed" maw={720}>
          {t('escalation.hierarchical.text')}
        </Text>
        <HierarchicalRows content={content} onChange={onChange} />
        <AddOrRemove
          last={t('escalation.hierarchical.code', { level: content.hierarchical.at(-1)?.level ?? 0 })}
          canAdd={(content.hierarchical.at(-1)?.level ?? 0) < mostHierarchical}
          canRemove={content.hierarchical.length > 1}
          onAdd={() => onChange(addHierarchical(content))}
          onRemove={() => onChange(removeHierarchical(content))}
        />
      </section>
    </Stack>
  )
}

interface LevelsEditorProps {
  content: EscalationLevels
  onChange: (content: EscalationLevels) => void
}

const FunctionalRows = ({ content, onChange }: LevelsEditorProps) => {
  const { t } = useWords()
  const priorities = prioritiesOf(content)
  return (
    <LevelsTable label={t('escalation.functional.title')} priorities={priorities} isEditing>
      {content.functional.map((level) => {
        const code = t('escalation.functional.code', { level: level.level })
        return (
          <tr key={level.level}>
            <td>
              <LabelFields
                level={code}
                words={level.label}
                onChange={(label) => onChange(setFunctional(content, { ...level, label }))}
              />
            </td>
            <td>
              <RoleField
                level={code}
                role={level.role}
                onChange={(role) => onChange(setFunctional(content, { ...level, role }))}
              />
            </td>
            {priorities.map((priority) => (
              <td key={priority}>
                <AfterField
                  label={`${code}, ${t('escalation.functional.after', { priority: `P${priority}` })}`}
                  after={level.after[priority] ?? null}
                  onChange={(after) =>
                    onChange(
                      setFunctional(content, { ...level, after: { ...level.after, [priority]: after } }),
                    )
                  }
                />
              </td>
            ))}
            <td>
              <QuietField
                level={code}
                quiet={level.quiet}
                priorities={priorities}
                onChange={(quiet) => onChange(setFunctional(content, { ...level, quiet }))}
              />
            </td>
          </tr>
        )
      })}
    </LevelsTable>
  )
}

const HierarchicalRows = ({ content, onChange }: LevelsEditorProps) => {
  const { t } = useWords()
  const priorities = prioritiesOf(content)
  return (
    <LevelsTable label={t('escalation.hierarchical.title')} priorities={priorities} hasMajor isEditing>
      {content.hierarchical.map((level) => {
        const code = t('escalation.hierarchical.code', { level: level.level })
        return (
          <tr key={level.level}>
            <td>
              <LabelFields
                level={code}
                words={level.label}
                onChange={(label) => onChange(setHierarchical(content, { ...level, label }))}
              />
            </td>
            <td>
              <RoleField
                level={code}
                role={level.role}
                onChange={(role) => onChange(setHierarchical(content, { ...level, role }))}
              />
            </td>
            {priorities.map((priority) => (
              <td key={priority}>
                <PercentField
                  label={`${code}, ${t('escalation.hierarchical.at', { priority: `P${priority}` })}`}
                  percent={level.at[priority] ?? null}
                  onChange={(percent) =>
                    onChange(setHierarchical(content, { ...level, at: { ...level.at, [priority]: percent } }))
                  }
                />
              </td>
            ))}
            <td>
              <Checkbox
                size="xs"
                label={t('escalation.majorAtOnce')}
                aria-label={`${t('escalation.majorField')}, ${code}`}
                checked={level.atOnceIfMajor}
                onChange={({ currentTarget }) =>
                  onChange(setHierarchical(content, { ...level, atOnceIfMajor: currentTarget.checked }))
                }
              />
            </td>
            <td>
              <QuietField
                level={code}
                quiet={level.quiet}
                priorities={priorities}
                onChange={(quiet) => onChange(setHierarchical(content, { ...level, quiet }))}
              />
            </td>
          </tr>
        )
      })}
    </LevelsTable>
  )
}

const AddOrRemove = ({ last, canAdd, canRemove, onAdd, onRemove }: AddOrRemoveProps) => {
  const { t } = useWords()
  return (
    <Group gap="xs">
      {canAdd && (
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
          {t('escalation.add')}
        </Button>
      )}
      {canRemove && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={onRemove}
        >
          {t('escalation.remove', { level: last })}
        </Button>
      )}
    </Group>
  )
}

interface AddOrRemoveProps {
  last: string
  canAdd: boolean
  canRemove: boolean
  onAdd: () => void
  onRemove: () => void
}
