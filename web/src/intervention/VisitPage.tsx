import { interventionApi, type Intervention } from '#contract/intervention/api.ts'
import {
  Alert,
  Button,
  FileButton,
  Group,
  Loader,
  NumberInput,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { IconCamera, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useParam } from '../platform/address.ts'
import { addressOf, isProblem, Unreachable } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useShell } from '../platform/shell-cache.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import { useActs, withActs, type Acts } from './acts.ts'
import { QueueLine } from './queue-line.tsx'
import { SignaturePad } from './signature-pad.tsx'
import { StateBadge } from './state-badge.tsx'
import { isWhole, partsOf, useDraft, type Draft } from './use-draft.ts'
import { VisitParts } from './visit-parts.tsx'
import style from './visit.module.css'

/** A visit on the phone: every act is kept here first, then sent. */
export const VisitPage = () => {
  const { t } = useWords()
  const id = useParam('id')
  const { data, error, refetch } = useApi(interventionApi.read, { id })
  if (data !== undefined) return <Visit key={id} known={data} />
  if (isProblem(error, 'not_found') || isProblem(error, 'invalid_input')) return <NotFound />
  if (error instanceof Unreachable) return <Alert variant="light">{t('intervention.phone.notHere')}</Alert>
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  return <Loader mt="xl" mx="auto" display="block" />
}

const Visit = ({ known }: { known: Intervention }) => {
  const { t } = useWords()
  const acts = useActs(known.id)
  const visit = withActs(known, acts.acts)
  const { draft, change, forget } = useDraft(known)
  const isKept = useShell(
    { scope: '/interventions/', reads: [addressOf(interventionApi.read, { id: known.id })] },
    true,
  )
  const isOpen = visit.state === 'planned' || visit.state === 'started'
  return (
    <Page
      title={`${t('intervention.one')} · ${visit.number}`}
      actions={<StateBadge state={visit.state} />}
      width="read"
    >
      <div className={style['visit']}>
        <What visit={visit} />
        <QueueLine acts={acts} visitId={visit.id} />
        {visit.state === 'cancelled' && (
          <Alert variant="light" color="orange">
            {t('intervention.phone.cancelled')}
          </Alert>
        )}
        {visit.state === 'planned' && (
          <Button
            size="lg"
            leftSection={<IconPlayerPlay size={20} aria-hidden />}
            onClick={() => void acts.start()}
          >
            {t('intervention.phone.start')}
          </Button>
        )}
        <Notes visit={visit} acts={acts} draft={draft} change={change} />
        <Pictures visit={visit} acts={acts} isPublic={draft.isPublic} />
        {isOpen && visit.startedAt !== null && (
          <>
            <Spent visit={visit} draft={draft} change={change} />
            <Sign visit={visit} acts={acts} draft={draft} change={change} />
            <Button
              size="lg"
              disabled={!draft.parts.every(isWhole)}
              onClick={() => {
                forget()
                void acts.finish({
                  ...(draft.workMinutes === null ? {} : { workMinutes: draft.workMinutes }),
                  travelMinutes: draft.travelMinutes ?? 0,
                  travelKm: draft.travelKm ?? 0,
                  parts: partsOf(draft.parts),
                })
              }}
            >
              {t('intervention.phone.finish')}
            </Button>
          </>
        )}
        {visit.state === 'done' && (
          <Alert variant="light" color="green" title={t('intervention.phone.finished')}>
            {t(
              known.state === 'done'
                ? 'intervention.phone.finishedText'
                : 'intervention.phone.finishedWaiting',
            )}
          </Alert>
        )}
        {isKept && (
          <Text size="xs" c="dimmed">
            {t('intervention.phone.shell')}
          </Text>
        )}
      </div>
    </Page>
  )
}

const What = ({ visit }: { visit: Intervention }) => {
  const { t } = useWords()
  const { short, clock } = useTime()
  return (
    <dl className={style['facts']}>
      <dt>{t('intervention.one')}</dt>
      <dd>
        <Text fw={600}>{visit.title}</Text>
      </dd>
      <dt>{t('intervention.field.place')}</dt>
      <dd>{[...new Set([visit.clientName, visit.place])].filter(Boolean).join(' · ')}</dd>
      <dt>{t('intervention.field.from')}</dt>
      <dd>
        {short(visit.plannedFrom)} – {clock(visit.plannedUntil)}
        {visit.startedAt !== null &&
          ` · ${t('intervention.phone.startedAt', { time: clock(visit.startedAt) })}`}
      </dd>
      <dt>{t('intervention.field.people')}</dt>
      <dd>{visit.people.map(({ name }) => name).join(', ')}</dd>
      {visit.answers.length > 0 && (
        <>
          <dt>{t('intervention.field.answers')}</dt>
          <dd>
            {visit.answers
              .map(({ name, answer }) =>
                t('intervention.answered', { name, answer: t(`intervention.answer.${answer}`) }),
              )
              .join(' · ')}
          </dd>
        </>
      )}
      <dd>
        <TextLink href={`/tickets/${visit.number}`} fz="sm">
          {t('intervention.phone.ticket')}
        </TextLink>
      </dd>
    </dl>
  )
}

interface PartProps {
  visit: Intervention
  acts: Acts
  draft: Draft
  change: (part: Partial<Draft>) => void
}

const Notes = ({ visit, acts, draft, change }: PartProps) => {
  const { t } = useWords()
  const { clock } = useTime()
  return (
    <section aria-labelledby="visit-notes">
      <Title order={2} size="h3" id="visit-notes">
        {t('intervention.phone.notes')}
      </Title>
      {visit.notes.length > 0 && (
        <ul className={style['notes']}>
          {visit.notes.map((note) => (
            <li key={note.id}>
              {note.body}
              <Text size="xs" c="dimmed">
                {[clock(note.notedAt), note.authorName, t(`intervention.phone.${note.visibility}`)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </li>
          ))}
        </ul>
      )}
      <Textarea
        label={t('intervention.phone.note')}
        placeholder={t('intervention.phone.notePlaceholder')}
        autosize
        minRows={2}
        value={draft.note}
        onChange={({ currentTarget }) => change({ note: currentTarget.value })}
      />
      <Group justify="space-between">
        <Switch
          label={t('intervention.phone.notePublic')}
          checked={draft.isPublic}
          onChange={({ currentTarget }) => change({ isPublic: currentTarget.checked })}
        />
        <Button
          variant="default"
          disabled={draft.note.trim() === ''}
          onClick={() => {
            void acts.note(draft.note.trim(), draft.isPublic ? 'public' : 'internal')
            change({ note: '' })
          }}
        >
          {t('intervention.phone.noteAdd')}
        </Button>
      </Group>
    </section>
  )
}

const Pictures = ({ visit, acts, isPublic }: Pick<PartProps, 'visit' | 'acts'> & { isPublic: boolean }) => {
  const { t } = useWords()
  return (
    <FileButton
      accept="image/*"
      inputProps={{ 'aria-label': t('intervention.phone.picture') }}
      onChange={(file) => {
        if (file !== null) void acts.picture(visit.number, file, isPublic ? 'public' : 'internal')
      }}
    >
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconCamera size={18} aria-hidden />}>
          {t('intervention.phone.picture')}
        </Button>
      )}
    </FileButton>
  )
}

const Spent = ({ visit, draft, change }: Omit<PartProps, 'acts'>) => {
  const { t } = useWords()
  const field = (name: 'workMinutes' | 'travelMinutes' | 'travelKm', most: number) => (
    <NumberInput
      label={t(`intervention.field.${name}`)}
      min={0}
      max={most}
      allowDecimal={false}
      hideControls
      flex={1}
      miw={120}
      value={draft[name] ?? ''}
      onChange={(given) => change({ [name]: typeof given === 'number' ? given : null })}
    />
  )
  return (
    <section aria-labelledby="visit-parts">
      <Group gap="xs" align="flex-end">
        {field('workMinutes', 1440)}
        {field('travelMinutes', 1440)}
        {field('travelKm', 5000)}
      </Group>
      <Title order={2} size="h3" id="visit-parts">
        {t('intervention.field.parts')}
      </Title>
      <VisitParts parts={draft.parts} currency={visit.currency} onChange={(parts) => change({ parts })} />
    </section>
  )
}

const Sign = ({ visit, acts, draft, change }: PartProps) => {
  const { t } = useWords()
  const { clock } = useTime()
  const [strokes, setStrokes] = useState<readonly (readonly number[])[]>([])
  return (
    <section aria-labelledby="visit-sign">
      <Title order={2} size="h3" id="visit-sign">
        {t('intervention.phone.sign')}
      </Title>
      {visit.signedName !== null && visit.signedAt !== null ? (
        <Text>{t('intervention.phone.signed', { name: visit.signedName, time: clock(visit.signedAt) })}</Text>
      ) : (
        <>
          <TextInput
            label={t('intervention.phone.signName')}
            maxLength={200}
            autoComplete="off"
            value={draft.signer}
            onChange={({ currentTarget }) => change({ signer: currentTarget.value })}
          />
          <SignaturePad strokes={strokes} onChange={setStrokes} />
          <Button
            variant="default"
            disabled={draft.signer.trim() === '' || strokes.length === 0}
            onClick={() =>
              void acts.sign(
                draft.signer.trim(),
                strokes.map((points) => [...points]),
              )
            }
          >
            {t('intervention.phone.signKeep')}
          </Button>
        </>
      )}
    </section>
  )
}
