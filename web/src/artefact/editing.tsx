import { artefactApi, type ArtefactVersion } from '#contract/artefact/api.ts'
import { Alert, Button, List, Text, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { currentOf, ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Conflict } from '../ui/conflict.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { differencesOf, type Definition } from './facts.ts'
import { outdatedByVersions, type Summary } from './use-artefact.ts'
import style from './artefact.module.css'
import { useReturnFocus } from '../settings/use-return-focus.ts'

/** A draft being written: nothing changes for anyone until it is approved. */
export const Editing = <Content,>(props: EditingProps<Content>) => {
  const { artefactId, draft, start, note: firstNote, definition, mayApprove, onDone } = props
  useReturnFocus()
  const words = useWords()
  const { t } = words
  const beginning = useRef<HTMLParagraphElement>(null)
  const [content, setContent] = useState(start)
  const [note, setNote] = useState(firstNote)
  const [isLeaving, setLeaving] = useState(false)
  const [thenApprove, setThenApprove] = useState(false)
  useEffect(() => beginning.current?.focus(), [])
  const done = {
    invalidates: outdatedByVersions,
    onSuccess: (version: ArtefactVersion) => {
      void notify(t('artefact.edit.saved'))
      onDone(version, thenApprove)
    },
  }
  const edit = useAction(artefactApi.edit, done)
  const create = useAction(artefactApi.draft, done)
  const save = (version = draft?.version, chosen: unknown = content) =>
    draft === null || version === undefined
      ? create.mutate({ id: artefactId, content: chosen, note: note.trim() })
      : edit.mutate({ id: draft.id, content: chosen, note: note.trim(), version })
  const faults = definition.check?.(content, words) ?? []
  const isChanged = content !== start || note !== firstNote
  const { Editor } = definition
  if (Editor === undefined) return null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Text ref={beginning} size="sm" c="dimmed" mb="md" tabIndex={-1}>
        {t('artefact.edit.text')}
      </Text>
      <Editor content={content} onChange={setContent} />
      {faults.length > 0 && (
        <Alert color="red" variant="light" mt="md" title={t('artefact.edit.invalid')}>
          <List size="sm">
            {faults.map((fault) => (
              <List.Item key={fault}>{fault}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <div className={style['bar']}>
        <TextInput
          className={style['note'] ?? ''}
          label={t('artefact.edit.note')}
          placeholder={t('artefact.edit.noteHelp')}
          value={note}
          maxLength={2000}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Button variant="default" onClick={() => (isChanged ? setLeaving(true) : onDone(null, false))}>
          {t('artefact.edit.cancel')}
        </Button>
        <Button
          type="submit"
          variant={mayApprove ? 'default' : 'filled'}
          disabled={faults.length > 0}
          loading={(edit.isPending || create.isPending) && !thenApprove}
          onClick={() => setThenApprove(false)}
        >
          {t('artefact.edit.save')}
        </Button>
        {mayApprove && (
          <Button
            type="submit"
            disabled={faults.length > 0}
            loading={(edit.isPending || create.isPending) && thenApprove}
            onClick={() => setThenApprove(true)}
          >
            {t('artefact.edit.saveApprove')}
          </Button>
        )}
      </div>
      {currentOf(edit.error) === null && <ProblemAlert error={edit.error ?? create.error} />}
      <Conflict
        error={edit.error}
        mine={{ content }}
        labels={{ content: t('artefact.compare.what') }}
        render={(_, value) => (
          <Side definition={definition} mine={content} error={edit.error} value={value} />
        )}
        onSave={(chosen, version) => save(version, chosen['content'] ?? content)}
        onClose={() => edit.reset()}
      />
      <ConfirmDialog
        isOpen={isLeaving}
        title={t('artefact.edit.leaveTitle')}
        action={t('artefact.edit.cancel')}
        isDangerous
        onConfirm={() => onDone(null, false)}
        onClose={() => setLeaving(false)}
      >
        {t('artefact.edit.leaveText')}
      </ConfirmDialog>
    </form>
  )
}

interface EditingProps<Content> {
  artefactId: string
  /** The draft that saving changes; none: saving makes the next one. */
  draft: Summary | null
  start: Content
  note: string
  definition: Definition<Content>
  mayApprove: boolean
  onDone: (saved: ArtefactVersion | null, thenApprove: boolean) => void
}

/** One side of a conflict: only what the two say differently, in words. */
const Side = <Content,>({ definition, mine, error, value }: SideProps<Content>) => {
  const words = useWords()
  const theirs = currentOf(error)?.['content']
  if (!definition.is(theirs) || !definition.is(value)) return null
  const differing = new Set(
    differencesOf(definition.facts(theirs, words), definition.facts(mine, words)).map(({ label }) => label),
  )
  const facts = definition.facts(value, words).filter(({ label }) => differing.has(label))
  return (
    <List size="sm">
      {facts.map(({ label, value: said }) => (
        <List.Item key={label}>{`${label} : ${said}`}</List.Item>
      ))}
    </List>
  )
}

interface SideProps<Content> {
  definition: Definition<Content>
  mine: Content
  error: unknown
  value: unknown
}
