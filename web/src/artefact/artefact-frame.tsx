import { artefactApi } from '#contract/artefact/api.ts'
import { Button, Group, Loader, Stack } from '@mantine/core'
import { IconArrowsDiff, IconCheck, IconPencil, IconSend, IconX } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useSession, type Session } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { Comparison } from './comparison.tsx'
import { Editing } from './editing.tsx'
import type { Definition } from './facts.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { Notices, StateLine } from './state-line.tsx'
import { outdatedByVersions, useVersion, type Summary, type WholeArtefact } from './use-artefact.ts'
import { VersionList } from './version-list.tsx'
import style from './artefact.module.css'

/** The one life of everything that is approved: read, written, submitted, approved, compared. */
export const ArtefactFrame = <Content,>({ id, ...rest }: FrameProps<Content>) => {
  const { data, error, refetch } = useApi(artefactApi.read, { id })
  if (data !== undefined) return <Loaded artefact={data} {...rest} />
  return error === null ? <Loader /> : <ProblemAlert error={error} onRetry={() => void refetch()} />
}

interface FrameProps<Content> {
  id: string
  definition: Definition<Content>
  /** The versions below instead of beside: for what needs the whole width. */
  isWide?: boolean
  /** Beside the frame's own buttons. */
  actions?: ReactNode
  /** Above the content: what it belongs to. */
  children?: ReactNode
}

const Loaded = <Content,>(props: Omit<FrameProps<Content>, 'id'> & { artefact: WholeArtefact }) => {
  const { artefact, definition, isWide = false, actions, children } = props
  const { pathname } = useLocation()
  const session = useSession()
  const [{ version: asked, compare }, set] = useFilters(['version', 'compare'])
  const [isEditing, setEditing] = useState(false)
  const [approving, setApproving] = useState<Summary | null>(null)
  const { versions, latest } = artefact
  const shown = versions.find(({ number }) => String(number) === asked) ?? artefact.inForce ?? latest
  const content = useVersion(shown ?? undefined)?.content
  if (shown === null) return null
  const addressOf = (number: number) => `${pathname}?version=${number}`
  const compared = compare?.split(',').map(Number) ?? []
  const close = () => set({ compare: undefined })
  const [before, after] = compared
  return (
    <Stack gap="md">
      <StateLine artefact={artefact} version={shown} />
      {!isEditing && <Notices artefact={artefact} shown={shown.number} addressOf={addressOf} />}
      {!isEditing && (
        <Group gap="xs">
          {actions}
          <Buttons
            artefact={artefact}
            shown={shown}
            canEdit={definition.Editor !== undefined && definition.is(content)}
            onEdit={() => setEditing(true)}
            onApprove={setApproving}
            onCompare={(pair) => set({ compare: pair })}
          />
        </Group>
      )}
      {children}
      <div className={style['frame']} data-wide={isWide || isEditing || undefined}>
        <div>
          {before !== undefined && after !== undefined ? (
            <Comparison
              definition={definition}
              versions={versions}
              before={before}
              after={after}
              onChoose={(from, to) => set({ compare: `${from},${to}` })}
              onClose={close}
            />
          ) : isEditing && definition.is(content) ? (
            <Editing
              artefactId={artefact.id}
              draft={shown.state === 'draft' && shown.id === latest?.id ? shown : null}
              start={content}
              note={shown.state === 'draft' && shown.id === latest?.id ? shown.note : ''}
              definition={definition}
              mayApprove={mayApprove(artefact, session)}
              onDone={(saved, thenApprove) => {
                setEditing(false)
                if (saved !== null) set({ version: String(saved.number) })
                if (saved !== null && thenApprove) setApproving(saved)
              }}
            />
          ) : definition.is(content) ? (
            <definition.View content={content} versionId={shown.id} />
          ) : (
            <Loader />
          )}
        </div>
        {!isEditing && (
          <aside className={style['aside']}>
            <VersionList versions={versions} shown={shown.number} addressOf={addressOf} />
          </aside>
        )}
      </div>
      {approving !== null && (
        <ApproveDialog
          version={approving}
          supersedes={artefact.inForce?.number ?? null}
          onClose={() => {
            setApproving(null)
            set({ version: undefined })
          }}
        />
      )}
    </Stack>
  )
}

/** Whether he may approve what he is about to write: the server has no answer yet for a version that is not there. */
const mayApprove = ({ actions, approvedBy }: WholeArtefact, { person }: Session): boolean =>
  actions.includes('approve') || person.roles.includes(approvedBy) || person.roles.includes('D')

const Buttons = ({ artefact, shown, canEdit, onEdit, onApprove, onCompare }: ButtonsProps) => {
  const { t } = useWords()
  const { actions, latest, versions, inForce } = artefact
  const [isRejecting, setRejecting] = useState(false)
  const submit = useAction(artefactApi.submit, {
    invalidates: outdatedByVersions,
    onSuccess: () => void notify(t('artefact.submit.done')),
  })
  const isLatest = shown.id === latest?.id
  const other = versions.find(({ id }) => id === (isLatest ? inForce?.id : latest?.id) && id !== shown.id)
  const previous =
    other ??
    versions.find(({ number }) => number < shown.number) ??
    versions.find(({ id }) => id !== shown.id)
  return (
    <>
      {isLatest && actions.includes('approve') && (
        <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => onApprove(shown)}>
          {t('artefact.approve.action')}
        </Button>
      )}
      {isLatest && actions.includes('submit') && (
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          loading={submit.isPending}
          onClick={() => submit.mutate({ id: shown.id })}
        >
          {t('artefact.submit.action')}
        </Button>
      )}
      {isLatest && actions.includes('reject') && (
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => setRejecting(true)}
        >
          {t('artefact.reject.action')}
        </Button>
      )}
      {canEdit && actions.includes('edit') && (
        <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
          {t(
            isLatest
              ? shown.state === 'draft' && shown.kitEdition === null
                ? 'artefact.edit.continue'
                : 'artefact.edit.action'
              : 'artefact.edit.from',
          )}
        </Button>
      )}
      {previous !== undefined && (
        <Button
          variant="subtle"
          leftSection={<IconArrowsDiff size={16} aria-hidden />}
          onClick={() => onCompare([previous.number, shown.number].toSorted((a, b) => a - b).join(','))}
        >
          {t('artefact.compare.action')}
        </Button>
      )}
      <ProblemAlert error={submit.error} />
      {isRejecting && <RejectDialog version={shown} onClose={() => setRejecting(false)} />}
    </>
  )
}

interface ButtonsProps {
  artefact: WholeArtefact
  shown: Summary
  canEdit: boolean
  onEdit: () => void
  onApprove: (version: Summary) => void
  onCompare: (pair: string) => void
}
