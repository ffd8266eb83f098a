import { attachmentApi } from '#contract/attachment/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { CommentVisibility } from '#contract/record/shape.ts'
import { Button, Group, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconAt, IconMessage2, IconPaperclip, IconSend } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { keep, kept } from '../platform/keep.ts'
import { useAction, useUpload } from '../platform/query.ts'
import { useShortcuts } from '../platform/shortcuts.ts'
import { useWords } from '../platform/words.ts'
import { InsertReply } from '../reply/InsertReply.tsx'
import { ChoiceDialog } from '../ui/choice-dialog.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'
import { isBlank } from '../ui/rich-text.tsx'
import style from './answer-box.module.css'
import { useColleagues } from './use-names.ts'
import type { Ticket } from './ticket.ts'

type Colleague = ReturnType<typeof useColleagues>[number]
type Visibility = (typeof CommentVisibility.options)[number]

/** Text that something else on the page puts into the answer; each turn once. */
export interface Inserted {
  html: string
  turn: number
}

interface AnswerBoxProps {
  ticket: Ticket
  inserted: Inserted | null
}

/** No client reads the record of a problem or a change, or a duty of the firm's own. */
const isInside = ({ kind, clientId }: Ticket): boolean =>
  kind === 'PRB' || kind === 'CHG' || (kind === 'ECH' && clientId === null)

/** Says something to the client, to the team or to the supplier; the colour says to whom before it is sent. */
export const AnswerBox = ({ ticket, inserted }: AnswerBoxProps) => {
  const { t } = useWords()
  const box = useRef<HTMLElement>(null)
  const [html, setHtml, forget] = useDraft(ticket.number)
  const [turn, setTurn] = useState(0)
  if (inserted !== null && inserted.turn !== turn) {
    setTurn(inserted.turn)
    setHtml(isBlank(html) ? inserted.html : `${html}${inserted.html}`)
  }
  const [visibility, setVisibility] = useState<Visibility>(isInside(ticket) ? 'internal' : 'public')
  const [minutes, setMinutes] = useState<number | null>(null)
  const [files, setFiles] = useState<readonly File[]>([])
  const [hasFiles, showFiles] = useState(false)
  const [isTried, setTried] = useState(false)
  const [opened, open] = useState<'/' | '@' | null>(null)
  const insert = useRef<((html: string) => void) | null>(null)
  const [mentioned, setMentioned] = useState<readonly Colleague[]>([])
  const colleagues = useColleagues()
  const put = (text: string) => {
    open(null)
    // The dialog gives the focus back first.
    setTimeout(() => insert.current?.(text), 50)
  }
  const ofTicket = { number: ticket.number }
  const invalidates = [
    journalApi.ofRecord,
    [recordApi.read, ofTicket],
    recordApi.list,
    recordApi.mine,
  ] as const
  const attach = useUpload(attachmentApi.add, {
    invalidates: [attachmentApi.list, journalApi.ofRecord],
  })
  const comment = useAction(recordApi.comment, {
    invalidates,
    onSuccess: () => {
      forget()
      setMinutes(null)
      setMentioned([])
      setTried(false)
    },
  })
  useShortcuts([
    {
      key: 'c',
      label: t('record.key.comment'),
      run: () => {
        box.current?.scrollIntoView({ block: 'nearest' })
        if (box.current !== null) focusWhenThere(box.current)
      },
    },
  ])
  const send = () => {
    setTried(true)
    if (isBlank(html) && files.length === 0) return
    if (!isBlank(html)) {
      const mentions = mentioned
        .filter(({ name }) => html.includes(`@${asHtmlText(name)}`))
        .map(({ id }) => id)
      comment.mutate({
        ...ofTicket,
        body: html,
        visibility,
        ...(minutes === null ? {} : { minutes }),
        ...(mentions.length === 0 ? {} : { mentions }),
      })
    }
    for (const file of files) {
      attach.mutate(
        { input: { ...ofTicket, visibility }, file },
        { onSuccess: () => setFiles((left) => left.filter((other) => other !== file)) },
      )
    }
  }
  const isForSupplier = typeof ticket.facts['supplierId'] === 'string'
  const choices = CommentVisibility.options.filter(
    (one) => (one !== 'supplier' || isForSupplier) && (one !== 'public' || !isInside(ticket)),
  )
  return (
    <section
      ref={box}
      className={style['box']}
      data-visibility={visibility}
      aria-label={t('record.answer.label')}
    >
      <Group justify="space-between" mb={6} gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('record.answer.visibility')}
          value={visibility}
          onChange={(given) => setVisibility(choices.find((one) => one === given) ?? 'public')}
          data={choices.map((one) => ({ value: one, label: t(`record.answer.${one}`) }))}
        />
        <Text size="xs" c="dimmed" role="status">
          {t(`record.answer.${visibility}Text`)}
        </Text>
      </Group>
      <RichTextEditor
        key={turn}
        label={t('record.answer.label')}
        value={html}
        onChange={setHtml}
        onSubmit={send}
        minHeight={90}
        placeholder={t('record.answer.label')}
        onSign={open}
        onReady={(ready) => {
          insert.current = ready
        }}
      />
      <Stack gap="xs" mt="xs">
        {hasFiles && <FileDrop files={files} onChange={setFiles} isSending={attach.isPending} />}
        {isTried && isBlank(html) && files.length === 0 && !comment.isSuccess && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('record.answer.empty')}
          </Text>
        )}
        <ProblemAlert error={comment.error ?? attach.error} />
        <Group gap="xs">
          <Button leftSection={<IconSend size={16} aria-hidden />} loading={comment.isPending} onClick={send}>
            {t(visibility === 'internal' ? 'record.answer.note' : 'record.answer.send')}
          </Button>
          <Button
            variant="subtle"
            leftSection={<IconPaperclip size={16} aria-hidden />}
            aria-expanded={hasFiles}
            onClick={() => showFiles(!hasFiles)}
          >
            {t('record.answer.files')}
          </Button>
          <Button
            variant="subtle"
            leftSection={<IconMessage2 size={16} aria-hidden />}
            onClick={() => open('/')}
          >
            {t('reply.insert')}
          </Button>
          <Button variant="subtle" leftSection={<IconAt size={16} aria-hidden />} onClick={() => open('@')}>
            {t('reply.mention')}
          </Button>
          <NumberInput
            w={92}
            aria-label={t('record.answer.minutes')}
            placeholder={t('record.answer.minutes')}
            min={1}
            max={1440}
            hideControls
            allowDecimal={false}
            value={minutes ?? ''}
            onChange={(given) => setMinutes(typeof given === 'number' ? given : null)}
          />
          <Text size="xs" c="dimmed" className={style['hint'] ?? ''}>
            {t('record.answer.hint')}
          </Text>
        </Group>
      </Stack>
      {opened === '/' && <InsertReply ticket={ticket} onInsert={put} onClose={() => open(null)} />}
      {opened === '@' && (
        <ChoiceDialog
          title={t('reply.mentionFind')}
          nothing={t('record.pick.nothingFound')}
          choices={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(id) => {
            const colleague = colleagues.find((one) => one.id === id)
            if (colleague === undefined) return
            setMentioned([...mentioned, colleague])
            put(`@${asHtmlText(colleague.name)} `)
          }}
          onClose={() => open(null)}
        />
      )}
    </section>
  )
}

const asHtmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The editor comes a moment after the page: who pressed the key first is not left typing into nothing. */
const focusWhenThere = (place: HTMLElement): void => {
  const find = () => place.querySelector<HTMLElement>('[contenteditable="true"]')
  const there = find()
  if (there !== null) {
    there.focus()
    return
  }
  place.querySelector<HTMLElement>('input')?.focus()
  const watcher = new MutationObserver(() => {
    const editor = find()
    if (editor === null) return
    watcher.disconnect()
    editor.focus()
  })
  watcher.observe(place, { childList: true, subtree: true })
  setTimeout(() => watcher.disconnect(), 5000)
}

/** What was being typed stays in this browser until it was sent. */
const useDraft = (number: string) => {
  const name = `draft.${number}`
  const [html, setHtml] = useState(() => kept(name) ?? '')
  const change = (next: string) => {
    setHtml(next)
    keep(name, isBlank(next) ? null : next)
  }
  return [html, change, () => change('')] as const
}
