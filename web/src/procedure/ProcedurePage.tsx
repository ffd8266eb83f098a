import { procedureApi, ProcessKey } from '#contract/procedure/api.ts'
import { Button, Loader } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { ArtefactFrame } from '../artefact/artefact-frame.tsx'
import { useFilters, useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import { procedureDefinition } from './definition.tsx'
import { UploadDialog } from './upload-dialog.tsx'

/** One procedure: its drawing, what tickets make of it, its versions, and the way to a better one. */
export const ProcedurePage = () => {
  const { t, say } = useWords()
  const { person } = useSession()
  const asked = useParam('key')
  const [, set] = useFilters(['version'])
  const [isUploading, setUploading] = useState(false)
  const key = ProcessKey.options.find((one) => one === asked)
  const { data, error, refetch } = useApi(procedureApi.list, {})
  if (key === undefined) return <NotFound />
  const summary = data?.items.find((one) => one.key === key)
  const mayDraft = person.roles.some((role) => role === 'D' || role === 'RGS/AC' || role === 'RGS/RC')
  return (
    <Page
      title={summary === undefined ? t(`procedure.key.${key}`) : say(summary.name)}
      crumbs={[{ label: t('procedure.title'), href: '/methode/procedures' }]}
      method={{ text: t('procedure.method') }}
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {summary === undefined ? (
        error === null && <Loader />
      ) : (
        <ArtefactFrame
          id={summary.artefactId}
          definition={procedureDefinition}
          isWide
          actions={
            mayDraft && (
              <Button
                variant="default"
                leftSection={<IconUpload size={16} aria-hidden />}
                onClick={() => setUploading(true)}
              >
                {t('procedure.upload.action')}
              </Button>
            )
          }
        />
      )}
      {isUploading && summary !== undefined && (
        <UploadDialog
          processKey={key}
          name={say(summary.name)}
          onClose={() => setUploading(false)}
          onSaved={(number) => {
            setUploading(false)
            set({ version: String(number) })
          }}
        />
      )}
    </Page>
  )
}
