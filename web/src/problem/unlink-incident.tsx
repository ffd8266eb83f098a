import { problemApi } from '#contract/problem/api.ts'
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { outdatedByProblem } from './use-problem.ts'

/** Linked by mistake: taken back with a reason that both journals keep. */
export const UnlinkIncident = ({ problem, incident }: { problem: string; incident: string }) => {
  const { t } = useWords()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const [reason, setReason] = useState('')
  const unlink = useAction(problemApi.unlink, { invalidates: outdatedByProblem, onSuccess: close })
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        ml={-8}
        onClick={toggle}
        aria-expanded={isOpen}
        aria-label={t('problem.incidents.unlinkOne', { number: incident })}
      >
        {t('problem.incidents.unlink')}
      </Button>
      {isOpen && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            unlink.mutate({ number: problem, incident, reason })
          }}
        >
          <Stack gap="xs">
            <Text size="xs" c="dimmed">
              {t('problem.incidents.unlinkText', { number: incident })}
            </Text>
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
            <ProblemAlert error={unlink.error} />
            <Group gap="xs">
              <Button type="submit" size="xs" disabled={reason.trim().length < 3} loading={unlink.isPending}>
                {t('problem.incidents.unlinkOne', { number: incident })}
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
