import type { Branch, Cause } from '#contract/problem/analysis.ts'
import { problemApi } from '#contract/problem/api.ts'
import { ActionIcon, Button, Checkbox, Group, Text, TextInput, Title } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { isProblem } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import {
  isFilled,
  newBranch,
  newCause,
  settled,
  withBranch,
  withCause,
  type Draft,
} from './analysis-draft.ts'
import { CauseList, Fish } from './Fish.tsx'
import style from './problem.module.css'
import { outdatedByProblem, type Problem } from './use-problem.ts'

/** Both ways of looking, written on one form; the picture follows while one writes. */
export const AnalysisForm = ({ problem, title, onDone }: AnalysisFormProps) => {
  const { t } = useWords()
  const { whys, branches, rootId } = problem.analysis
  const [draft, setDraft] = useState<Draft>({ whys: whys.length === 0 ? [''] : whys, branches, rootId })
  const [version, setVersion] = useState(problem.analysis.version)
  const [isTried, setTried] = useState(false)
  const change = (next: Draft) => setDraft(settled(next))
  const save = useAction(problemApi.analyse, { invalidates: outdatedByProblem, onSuccess: onDone })
  const isStale = isProblem(save.error, 'stale_version')
  const given = { ...draft, whys: draft.whys.filter((why, at) => why.trim() !== '' || at > 0) }
  return (
    <form
      className={style['edit']}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isFilled(given)) return
        const based = isStale ? problem.analysis.version : version
        setVersion(based)
        save.mutate({ number: problem.number, version: based, ...given })
      }}
    >
      <Whys draft={draft} onChange={change} />
      <Title order={3} size="h6">
        {t('problem.analysis.ishikawa')}
      </Title>
      {draft.branches.length > 0 && (
        <Fish number={problem.number} title={title} branches={draft.branches} rootId={draft.rootId} />
      )}
      {draft.branches.map((branch, at) => (
        <BranchFields key={branch.id} {...{ branch, at, draft }} onChange={change} />
      ))}
      {draft.branches.length < 8 && (
        <Group gap="xs">
          <Add
            label={t('problem.analysis.addBranch')}
            onClick={() =>
              change({
                ...draft,
                branches: [...draft.branches, newBranch(unused(t('problem.analysis.usual'), draft))],
              })
            }
          />
        </Group>
      )}
      {isTried && !isFilled(given) && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('problem.analysis.empty')}
        </Text>
      )}
      {isStale ? (
        <>
          <Text size="sm" role="alert">
            {t('problem.analysis.conflict')}
          </Text>
          <ol className={style['whys']}>
            {problem.analysis.whys.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ol>
          <CauseList branches={problem.analysis.branches} rootId={problem.analysis.rootId} />
        </>
      ) : (
        <ProblemAlert error={save.error} />
      )}
      <Group gap="xs">
        <Button type="submit" size="sm" loading={save.isPending}>
          {t('problem.analysis.save')}
        </Button>
        <Button size="sm" variant="subtle" onClick={onDone}>
          {t('problem.analysis.cancel')}
        </Button>
      </Group>
    </form>
  )
}

interface AnalysisFormProps {
  problem: Problem
  title: string
  onDone: () => void
}

interface FieldsProps {
  draft: Draft
  onChange: (draft: Draft) => void
}

/** The five families that everybody learns, as long as one is left. */
const unused = (usual: string, { branches }: Draft): string =>
  usual.split(', ').find((name) => branches.every((branch) => branch.name !== name)) ?? ''

const Whys = ({ draft, onChange }: FieldsProps) => {
  const { t } = useWords()
  const { whys } = draft
  const put = (at: number, text: string) =>
    onChange({ ...draft, whys: whys.map((why, index) => (index === at ? text : why)) })
  return (
    <>
      <Title order={3} size="h6">
        {t('problem.analysis.whys')}
      </Title>
      {whys.map((why, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- their order is what they are
        <div key={at} className={style['row']}>
          <TextInput
            aria-label={t('problem.analysis.why', { number: at + 1 })}
            placeholder={t('problem.analysis.whyPlaceholder')}
            leftSection={at + 1}
            maxLength={500}
            value={why}
            onChange={({ currentTarget }) => put(at, currentTarget.value)}
          />
          <Remove
            label={t('problem.analysis.removeWhy', { number: at + 1 })}
            onClick={() => onChange({ ...draft, whys: whys.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      {whys.length < 10 && (
        <Group gap="xs">
          <Add
            label={t('problem.analysis.addWhy')}
            onClick={() => onChange({ ...draft, whys: [...whys, ''] })}
          />
        </Group>
      )}
    </>
  )
}

const BranchFields = ({ branch, at, draft, onChange }: FieldsProps & { branch: Branch; at: number }) => {
  const { t } = useWords()
  const name = branch.name.trim() === '' ? t('problem.analysis.branch', { number: at + 1 }) : branch.name
  return (
    <div className={style['branch']} role="group" aria-label={name}>
      <div className={style['row']}>
        <TextInput
          aria-label={t('problem.analysis.branch', { number: at + 1 })}
          placeholder={t('problem.analysis.branchPlaceholder')}
          maxLength={500}
          fw={600}
          value={branch.name}
          onChange={({ currentTarget }) =>
            onChange(withBranch(draft, { ...branch, name: currentTarget.value }))
          }
        />
        <Remove
          label={t('problem.analysis.removeBranch', { name })}
          onClick={() =>
            onChange({ ...draft, branches: draft.branches.filter(({ id }) => id !== branch.id) })
          }
        />
      </div>
      {branch.causes.map((cause) => (
        <CauseFields key={cause.id} {...{ cause, branch, draft, name }} onChange={onChange} />
      ))}
      {branch.causes.length < 12 && (
        <Group gap="xs">
          <Add
            label={t('problem.analysis.addShort')}
            fullLabel={t('problem.analysis.addCause', { name })}
            onClick={() => onChange(withBranch(draft, { ...branch, causes: [...branch.causes, newCause()] }))}
          />
        </Group>
      )}
    </div>
  )
}

const CauseFields = ({ cause, branch, draft, name, onChange }: CauseFieldsProps) => {
  const { t } = useWords()
  const put = (next: Cause) => onChange(withCause(draft, branch, next))
  const said = cause.text.trim() === '' ? name : cause.text
  return (
    <>
      <Line
        id={cause.id}
        text={cause.text}
        label={t('problem.analysis.cause', { name })}
        remove={t('problem.analysis.removeCause', { name: said })}
        {...{ draft, onChange }}
        onText={(text) => put({ ...cause, text })}
        onRemove={() =>
          onChange(
            withBranch(draft, { ...branch, causes: branch.causes.filter(({ id }) => id !== cause.id) }),
          )
        }
        onAddSub={
          cause.causes.length < 10
            ? () => put({ ...cause, causes: [...cause.causes, { id: newCause().id, text: '' }] })
            : undefined
        }
        addLabel={t('problem.analysis.addSub', { name: said })}
      />
      {cause.causes.map((sub) => (
        <div key={sub.id} className={style['sub']}>
          <Line
            id={sub.id}
            text={sub.text}
            label={t('problem.analysis.sub', { name: said })}
            remove={t('problem.analysis.removeCause', { name: sub.text.trim() === '' ? said : sub.text })}
            {...{ draft, onChange }}
            onText={(text) =>
              put({
                ...cause,
                causes: cause.causes.map((one) => (one.id === sub.id ? { ...one, text } : one)),
              })
            }
            onRemove={() => put({ ...cause, causes: cause.causes.filter(({ id }) => id !== sub.id) })}
          />
        </div>
      ))}
    </>
  )
}

interface CauseFieldsProps extends FieldsProps {
  cause: Cause
  branch: Branch
  name: string
}

const Line = ({
  id,
  text,
  label,
  remove,
  draft,
  onChange,
  onText,
  onRemove,
  onAddSub,
  addLabel,
}: LineProps) => {
  const { t } = useWords()
  return (
    <div className={style['row']}>
      <TextInput
        size="xs"
        aria-label={label}
        maxLength={500}
        value={text}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      />
      <Checkbox
        size="xs"
        label={t('problem.analysis.root')}
        aria-label={t('problem.analysis.rootOf', { name: text })}
        checked={draft.rootId === id}
        onChange={({ currentTarget }) => onChange({ ...draft, rootId: currentTarget.checked ? id : null })}
      />
      {onAddSub !== undefined && (
        <Add label={t('problem.analysis.addSubShort')} fullLabel={addLabel ?? ''} onClick={onAddSub} />
      )}
      <Remove label={remove} onClick={onRemove} />
    </div>
  )
}

interface LineProps extends FieldsProps {
  id: string
  text: string
  label: string
  remove: string
  onText: (text: string) => void
  onRemove: () => void
  onAddSub?: (() => void) | undefined
  addLabel?: string
}

const Add = ({
  label,
  fullLabel = label,
  onClick,
}: {
  label: string
  fullLabel?: string
  onClick: () => void
}) => (
  <Button
    size="compact-xs"
    variant="default"
    leftSection={<IconPlus size={14} aria-hidden />}
    aria-label={fullLabel}
    onClick={onClick}
  >
    {label}
  </Button>
)

const Remove = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
    <IconX size={16} aria-hidden />
  </ActionIcon>
)
