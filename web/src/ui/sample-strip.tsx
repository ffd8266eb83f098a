import { organisationApi } from '#contract/organisation/api.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../platform/query.ts'
import { untilServed } from '../platform/restart.ts'
import { answersFor, useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import style from './app-shell.module.css'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Says that nothing here is real, and leads out of it. */
export const SampleStrip = () => {
  const { t } = useWords()
  const session = useSession()
  const [isAsking, setAsking] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const close = useAction(organisationApi.closeDemonstration, {
    onSuccess: () => {
      setLeaving(true)
      void untilServed(({ isDemonstration }) => !isDemonstration).then(() => window.location.assign('/'))
    },
  })
  return (
    <div className={style['sample']} role="status">
      <span>{t(isLeaving ? 'shell.sample.leaving' : 'shell.sample.text')}</span>
      {(session.person.isAdministrator || answersFor(session, 'D')) && (
        <Button size="compact-xs" variant="default" onClick={() => setAsking(true)} loading={isLeaving}>
          {t('shell.sample.leave')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking && !isLeaving}
        title={t('shell.sample.title')}
        action={t('shell.sample.leave')}
        isDangerous
        isPending={close.isPending}
        error={close.error}
        onConfirm={() => close.mutate({})}
        onClose={() => setAsking(false)}
      >
        {t('shell.sample.confirm')}
      </ConfirmDialog>
    </div>
  )
}
