import { artefactApi } from '#contract/artefact/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { Alert, Button, Checkbox, Collapse, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconChecks, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { addressOfKind, Reading, useGist } from './reading.tsx'
import { outdatedByVersions } from './use-artefact.ts'
import style from './artefact.module.css'

type Proposition = OutputOf<typeof artefactApi.listPropositions>['items'][number]

/** One screen, each default readable, one dated approval by top management. */
export const PropositionsPage = () => {
  const { t } = useWords()
  const { data, error, refetch } = useApi(artefactApi.listPropositions, {})
  return (
    <Page title={t('artefact.adopt.title')} method={{ text: t('artefact.adopt.method') }}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Loader />}
      {data?.items.length === 0 && (
        <EmptyState
          icon={<IconChecks size={32} />}
          title={t('artefact.adopt.none')}
          action={
            <Button component={AppLink} href="/reglages" variant="default">
              {t('artefact.adopt.settings')}
            </Button>
          }
        >
          {t('artefact.adopt.noneText')}
        </EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && <Adoption propositions={data.items} />}
    </Page>
  )
}

const Adoption = ({ propositions }: { propositions: readonly Proposition[] }) => {
  const { t } = useWords()
  const { person } = useSession()
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const chosen = propositions.filter(({ draft }) => !refused.has(draft.id))
  const adopt = useAction(artefactApi.adopt, {
    invalidates: outdatedByVersions,
    onSuccess: ({ items }) => void notify(t('artefact.adopt.done', { count: items.length })),
  })
  const mayAdopt = person.roles.includes('D')
  const toggle = (id: string) => {
    const next = new Set(refused)
    if (!next.delete(id)) next.add(id)
    setRefused(next)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        adopt.mutate({
          versions: chosen.map(({ draft }) => draft.id),
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        })
      }}
    >
      <Text size="sm" maw={720} mb="sm">
        {t('artefact.adopt.lead')}
      </Text>
      {!mayAdopt && (
        <Alert variant="light" mb="sm">
          {t('artefact.adopt.only')}
        </Alert>
      )}
      <Stack gap={0}>
        {propositions.map((proposition) => (
          <Item
            key={proposition.draft.id}
            proposition={proposition}
            isChosen={!refused.has(proposition.draft.id)}
            mayAdopt={mayAdopt}
            onToggle={() => toggle(proposition.draft.id)}
          />
        ))}
      </Stack>
      {mayAdopt && (
        <div className={style['bar']}>
          <TextInput
            className={style['note'] ?? ''}
            label={t('artefact.adopt.reason')}
            value={reason}
            maxLength={2000}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Button type="submit" loading={adopt.isPending} disabled={chosen.length === 0}>
            {t('artefact.adopt.action', { count: chosen.length })}
          </Button>
        </div>
      )}
      <ProblemAlert error={adopt.error} />
    </form>
  )
}

const Item = ({ proposition, isChosen, mayAdopt, onToggle }: ItemProps) => {
  const { t, say } = useWords()
  const gist = useGist()
  const [isOpen, setOpen] = useState(false)
  const { draft, kind, name } = proposition
  return (
    <div className={style['proposition']}>
      <Group justify="space-between" gap="xs">
        <Checkbox
          checked={isChosen && mayAdopt}
          disabled={!mayAdopt}
          onChange={onToggle}
          label={
            <Text span fw={600}>
              {say(name)}
            </Text>
          }
          description={[t(`artefact.kind.${kind}`), gist(draft.content)].filter(Boolean).join(' · ')}
        />
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-expanded={isOpen}
            leftSection={
              isOpen ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />
            }
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'artefact.adopt.fold' : 'artefact.adopt.read')}
          </Button>
          <Button size="xs" variant="subtle" component={AppLink} href={addressOfKind(kind, proposition)}>
            {t('artefact.adopt.change')}
          </Button>
        </Group>
      </Group>
      <Collapse expanded={isOpen}>
        <div className={style['reading']}>{isOpen && <Reading content={draft.content} />}</div>
      </Collapse>
    </div>
  )
}

interface ItemProps {
  proposition: Proposition
  isChosen: boolean
  mayAdopt: boolean
  onToggle: () => void
}
