import { problemApi } from '#contract/problem/api.ts'
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { LevelSelect } from './level-select.tsx'
import { outdatedByProblem, type Problem } from './use-problem.ts'

/** Another level than it was classified by, with a reason that stays. */
export const ChangeLevel = ({ problem }: { problem: Problem }) => {
  const { t } = useWords()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const [level, setLevel] = useState<number | null>(problem.level)
  const [reason, setReason] = useState('')
  const reclassify = useAction(problemApi.reclassify, {
    invalidates: outdatedByProblem,
    onSuccess: () => {
      setReason('')
      close()
    },
  })
  const isReady = level !== null && level !== problem.level && reason.trim().length > 2
  return (
    <>
      <Group>
        <Button variant="subtle" size="compact-xs" ml={-8} onClick={toggle} aria-expanded={isOpen}>
          {t('problem.level.change')}
        </Button>
      </Group>
      {isOpen && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (isReady) reclassify.mutate({ number: problem.number, level, reason })
          }}
        >
          <Stack gap="xs">
            <Text size="xs" c="dimmed">
              {t('problem.level.changeText')}
            </Text>
            <LevelSelect
              size="xs"
              label={t('record.field.level')}
              clearable={false}
              value={level}
              onChange={setLevel}
            />
            <Textarea
              size="xs"
              label={t('record.field.reason')}
              required
              autosize
              minRows={2}
              maxLength={2000}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
            <ProblemAlert error={reclassify.error} />
            <Group gap="xs">
              <Button type="submit" size="xs" disabled={!isReady} loading={reclassify.isPending}>
                {t('problem.level.changeSave')}
              </Button>
              <Button size="xs" variant="subtle" onClick={close}>
                {t('record.edit.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </>
  )
}
