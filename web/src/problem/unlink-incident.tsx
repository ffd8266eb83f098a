import { problemApi } from '#contract/problem/api.ts'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ReasonForm } from './reason-form.tsx'
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
        <ReasonForm
          text={t('problem.incidents.unlinkText', { number: incident })}
          reason={reason}
          onReason={setReason}
          act={t('problem.incidents.unlinkOne', { number: incident })}
          isPending={unlink.isPending}
          error={unlink.error}
          onSubmit={() => unlink.mutate({ number: problem, incident, reason })}
          onCancel={close}
        />
      )}
    </>
  )
}
