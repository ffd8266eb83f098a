import type { RequestModel } from '#contract/request/model.ts'
import { roles } from '#contract/role.ts'
import { Button, Checkbox, Group, NativeSelect, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { WordsFields } from '../grid/labels-editor.tsx'
import { useWords } from '../platform/words.ts'
import { moved, replaced } from './change.ts'
import { RowButtons } from './row-buttons.tsx'

type Line = RequestModel['checklist'][number]

/** What is to be done, by whom, and what may not be left out. */
export const ChecklistEditor = ({ content, onChange }: ChecklistEditorProps) => {
  const { t } = useWords()
  const { checklist } = content
  const set = (next: Line[]) => onChange({ ...content, checklist: next })
  return (
    <Stack gap="sm">
      {checklist.map((line, at) => {
        const name = t('request.model.line', { at: at + 1 })
        const change = (part: Partial<Line>) => set(replaced(checklist, at, { ...line, ...part }))
        return (
          <div key={at} role="group" aria-label={name}>
            <WordsFields
              labels={[name, t('request.model.lineEn', { at: at + 1 })]}
              words={line.label}
              onChange={(label) => change({ label })}
            />
            <Group gap="md">
              <NativeSelect
                size="xs"
                aria-label={`${t('request.model.role')}, ${name}`}
                value={line.role ?? ''}
                data={[
                  { value: '', label: t('request.model.anyone') },
                  ...roles.map((role) => ({ value: role, label: t(`shell.role.${role}`) })),
                ]}
                onChange={({ currentTarget }) =>
                  change({ role: roles.find((role) => role === currentTarget.value) ?? null })
                }
              />
              <Checkbox
                size="sm"
                label={t('request.checklist.required')}
                aria-label={`${t('request.checklist.required')}, ${name}`}
                checked={line.isRequired}
                onChange={({ currentTarget }) => change({ isRequired: currentTarget.checked })}
              />
              <RowButtons
                name={name}
                at={at}
                count={checklist.length}
                onMove={(to) => set(moved(checklist, at, to))}
                onRemove={() => set(checklist.toSpliced(at, 1))}
              />
            </Group>
          </div>
        )
      })}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        style={{ alignSelf: 'start' }}
        onClick={() => set([...checklist, { label: { fr: '' }, role: null, isRequired: true }])}
      >
        {t('request.model.addLine')}
      </Button>
    </Stack>
  )
}

interface ChecklistEditorProps {
  content: RequestModel
  onChange: (content: RequestModel) => void
}
