import { changeApi } from '#contract/change/api.ts'
import type { Change, ChangeTask } from '#contract/change/shape.ts'
import { Button, Checkbox, Group, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { instantAt } from '../record/local-time.ts'
import { ColleaguePicker } from '../record/pickers.tsx'
import style from './change.module.css'
import { Part } from '../ui/part.tsx'
import { outdated } from './use-change.ts'

const kinds = ['build', 'test', 'implement', 'verify'] as const

/** Who does what by when: build, test, implement, verify. */
export const Tasks = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const { short } = useTime()
  const edit = useAction(changeApi.editTask, { invalidates: outdated })
  const { number, tasks } = change
  return (
    <Part title={t('change.tasks')}>
      {tasks.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('change.taskNone')}
        </Text>
      )}
      <ul className={style['list']}>
        {tasks.map((task) => (
          <li key={task.id}>
            <Checkbox
              label={`${t(`change.taskKinds.${task.kind}`)} : ${task.label}`}
              description={[
                task.ownerName,
                task.dueAt === null ? null : t('change.taskDue', { when: short(task.dueAt) }),
                task.doneByName === null ? null : t('change.taskDone', { name: task.doneByName }),
              ]
                .filter(Boolean)
                .join(' · ')}
              checked={task.doneAt !== null}
              onChange={({ currentTarget }) =>
                edit.mutate({ number, task: task.id, isDone: currentTarget.checked })
              }
            />
          </li>
        ))}
      </ul>
      <ProblemAlert error={edit.error} />
      <AddTask number={number} />
    </Part>
  )
}

const AddTask = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { person } = useSession()
  const [kind, setKind] = useState<ChangeTask['kind']>('build')
  const [label, setLabel] = useState('')
  const [ownerId, setOwner] = useState<string | null>(null)
  const [due, setDue] = useState('')
  const add = useAction(changeApi.addTask, { invalidates: outdated, onSuccess: () => setLabel('') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate({ number, kind, label, ownerId, dueAt: instantAt(due, person.zone) })
      }}
    >
      <Group gap="xs" mt="xs" align="flex-end">
        <Select
          size="xs"
          w={140}
          label={t('change.taskKind')}
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: t(`change.taskKinds.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'build')}
        />
        <TextInput
          size="xs"
          style={{ flex: 1, minWidth: '10rem' }}
          label={t('change.taskLabel')}
          maxLength={300}
          value={label}
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
        />
        <ColleaguePicker
          size="xs"
          w={170}
          label={t('change.taskOwner')}
          value={ownerId}
          onChange={setOwner}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          aria-label={t('change.taskDue', { when: '' })}
          value={due}
          onChange={({ currentTarget }) => setDue(currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={label.trim() === ''}
          loading={add.isPending}
        >
          {t('change.taskAdd')}
        </Button>
      </Group>
      <ProblemAlert error={add.error} />
    </form>
  )
}
