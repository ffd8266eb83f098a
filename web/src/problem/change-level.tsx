import { problemApi } from '#contract/problem/api.ts'
import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { LevelSelect } from './level-select.tsx'
import { ReasonForm } from './reason-form.tsx'
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
  return (
    <>
      <Group>
        <Button variant="subtle" size="compact-xs" ml={-8} onClick={toggle} aria-expanded={isOpen}>
          {t('problem.level.change')}
        </Button>
      </Group>
      {isOpen && (
        <ReasonForm
          text={t('problem.level.changeText')}
          reason={reason}
          onReason={setReason}
          act={t('problem.level.changeSave')}
          isReady={level !== null && level !== problem.level}
          isPending={reclassify.isPending}
          error={reclassify.error}
          onSubmit={() => level !== null && reclassify.mutate({ number: problem.number, level, reason })}
          onCancel={close}
        >
          <LevelSelect
            size="xs"
            label={t('record.field.level')}
            clearable={false}
            value={level}
            onChange={setLevel}
          />
        </ReasonForm>
      )}
    </>
  )
}
