import { problemApi } from '#contract/problem/api.ts'
import type { KnownError } from '#contract/problem/shape.ts'
import { Button, Checkbox, Group, MultiSelect, Stack, Text, Textarea, Tooltip } from '@mantine/core'
import { IconLock, IconSend, IconWorld } from '@tabler/icons-react'
import { useState } from 'react'
import { isProblem } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { Part } from '../ui/part.tsx'
import { StateBadge } from './state-badge.tsx'
import style from './problem.module.css'
import { outdatedByProblem, type Problem } from './use-problem.ts'

/** What the desk says of it until it is fixed, and to whom it is shown. */
export const KnownErrorPart = ({ problem }: { problem: Problem }) => {
  const { t } = useWords()
  const [isEditing, setEditing] = useState(false)
  const { knownError, actions, number } = problem
  const mayWrite = actions.includes('write-known-error')
  const push = useAction(problemApi.push, {
    invalidates: outdatedByProblem,
    onSuccess: ({ told }) =>
      void notify(
        told.length === 0 ? t('problem.error.pushedNone') : t('problem.error.pushed', { count: told.length }),
      ),
  })
  return (
    <Part
      title={t('problem.error.title')}
      action={
        mayWrite &&
        !isEditing && (
          <Group gap="xs">
            {actions.includes('push') && (
              <Tooltip label={t('problem.error.pushHelp')} multiline w={280}>
                <Button
                  size="compact-xs"
                  variant="light"
                  leftSection={<IconSend size={14} aria-hidden />}
                  loading={push.isPending}
                  onClick={() => push.mutate({ number })}
                >
                  {t('problem.error.push')}
                </Button>
              </Tooltip>
            )}
            <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>
              {t(knownError === null ? 'problem.error.write' : 'problem.error.edit')}
            </Button>
          </Group>
        )
      }
    >
      <ProblemAlert error={push.error} />
      {isEditing ? (
        <ErrorForm problem={problem} onDone={() => setEditing(false)} />
      ) : knownError === null ? (
        <Text size="sm" c="dimmed">
          {t('problem.error.none')}
        </Text>
      ) : (
        <Shown error={knownError} />
      )}
    </Part>
  )
}

const Shown = ({ error }: { error: KnownError }) => {
  const { t } = useWords()
  const names =
    error.clients === 'all' ? t('problem.error.everyone') : error.clients.map(({ name }) => name).join(', ')
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <StateBadge state={error.state} />
        {error.portal ? (
          <ToneBadge tone="information" icon={<IconWorld aria-hidden />}>
            {t('problem.error.published', { clients: names })}
            {error.portalCause && `, ${t('problem.error.withCause')}`}
          </ToneBadge>
        ) : (
          <ToneBadge tone="neutral" icon={<IconLock aria-hidden />}>
            {t('problem.error.inside')}
          </ToneBadge>
        )}
      </Group>
      <dl className={style['terms']}>
        <dt>{t('problem.error.symptom')}</dt>
        <dd>{error.symptom}</dd>
        {error.cause !== '' && (
          <>
            <dt>{t('problem.error.cause')}</dt>
            <dd>{error.cause}</dd>
          </>
        )}
        <dt>{t('problem.error.workaround')}</dt>
        <dd>{error.workaround}</dd>
        {error.solution !== '' && (
          <>
            <dt>{t('problem.error.solution')}</dt>
            <dd>{error.solution}</dd>
          </>
        )}
      </dl>
    </Stack>
  )
}

const draftOf = ({ knownError, cause }: Problem) => ({
  symptom: knownError?.symptom ?? '',
  cause: knownError?.cause ?? cause ?? '',
  workaround: knownError?.workaround ?? '',
  solution: knownError?.solution ?? '',
  portal: knownError?.portal ?? false,
  portalCause: knownError?.portalCause ?? false,
  clients:
    knownError === null || !knownError.portal
      ? null
      : knownError.clients === 'all'
        ? []
        : knownError.clients.map(({ id }) => id),
})

const ErrorForm = ({ problem, onDone }: { problem: Problem; onDone: () => void }) => {
  const { t } = useWords()
  const clients = useClients()
  const [draft, setDraft] = useState(() => draftOf(problem))
  const [version, setVersion] = useState(problem.knownError?.version)
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const write = useAction(problemApi.writeKnownError, {
    invalidates: outdatedByProblem,
    onSuccess: () => {
      void notify(t('problem.error.saved'))
      onDone()
    },
  })
  const isStale = isProblem(write.error, 'stale_version')
  // Whom the problem concerns is a fair guess; nobody chosen means everyone.
  const chosen = draft.clients ?? problem.clients.map(({ id }) => id)
  const isIncomplete = draft.symptom.trim() === '' || draft.workaround.trim() === ''
  return (
    <form
      className={style['edit']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isIncomplete) return
        write.mutate({
          number: problem.number,
          ...draft,
          clients: chosen.length === 0 ? 'all' : chosen,
          ...(isStale ? { version: problem.knownError?.version } : version === undefined ? {} : { version }),
        })
        if (isStale) setVersion(problem.knownError?.version)
      }}
    >
      <Textarea
        label={t('problem.error.symptom')}
        description={t('problem.error.symptomHelp')}
        required
        autosize
        minRows={2}
        maxLength={4000}
        value={draft.symptom}
        onChange={({ currentTarget }) => change({ symptom: currentTarget.value })}
      />
      <Textarea
        label={t('problem.error.workaround')}
        description={t('problem.error.workaroundHelp')}
        required
        autosize
        minRows={2}
        maxLength={20_000}
        value={draft.workaround}
        onChange={({ currentTarget }) => change({ workaround: currentTarget.value })}
      />
      <Textarea
        label={t('problem.error.cause')}
        description={t('problem.error.causeHelp')}
        autosize
        minRows={1}
        maxLength={4000}
        value={draft.cause}
        onChange={({ currentTarget }) => change({ cause: currentTarget.value })}
      />
      <Textarea
        label={t('problem.error.solution')}
        autosize
        minRows={1}
        maxLength={20_000}
        value={draft.solution}
        onChange={({ currentTarget }) => change({ solution: currentTarget.value })}
      />
      <Checkbox
        label={t('problem.error.portal')}
        checked={draft.portal}
        onChange={({ currentTarget }) => change({ portal: currentTarget.checked })}
      />
      {draft.portal && (
        <>
          <MultiSelect
            label={t('problem.error.clients')}
            description={t('problem.error.clientsHelp')}
            searchable
            clearable
            data={clients.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen}
            onChange={(ids) => change({ clients: ids })}
          />
          <Checkbox
            label={t('problem.error.portalCause')}
            disabled={draft.cause.trim() === ''}
            checked={draft.portalCause}
            onChange={({ currentTarget }) => change({ portalCause: currentTarget.checked })}
          />
        </>
      )}
      {isStale ? <Text size="sm">{t('problem.error.conflict')}</Text> : <ProblemAlert error={write.error} />}
      {isStale && problem.knownError !== null && <Shown error={problem.knownError} />}
      <Group gap="xs">
        <Button type="submit" size="sm" loading={write.isPending} disabled={isIncomplete}>
          {t('problem.error.save')}
        </Button>
        <Button size="sm" variant="subtle" onClick={onDone}>
          {t('problem.error.cancel')}
        </Button>
      </Group>
    </form>
  )
}
