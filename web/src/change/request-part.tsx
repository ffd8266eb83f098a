import { changeApi } from '#contract/change/api.ts'
import type { Change } from '#contract/change/shape.ts'
import { Alert, Button, Group, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useMoney } from '../platform/money.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './change.module.css'
import { Part } from '../ui/part.tsx'
import { RequestFields, requestIn, windowDraft, type RequestDraft } from './request-fields.tsx'
import { RiskLine } from './risk-fields.tsx'
import { outdated } from './use-change.ts'

/** The request for change: read, or edited in place. */
export const RequestPart = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const [isEditing, setEditing] = useState(false)
  const mayEdit = change.actions.includes('edit')
  return (
    <Part
      title={t('change.request')}
      action={
        mayEdit &&
        !isEditing && (
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {t('change.edit')}
          </Button>
        )
      }
    >
      {change.missing.length > 0 && mayEdit && (
        <Text size="sm" mb="xs" role="status">
          {t('change.missing', {
            names: change.missing.map((name) => t(`change.missingName.${name}`)).join(', '),
          })}
        </Text>
      )}
      {isEditing ? (
        <Editing change={change} onClose={() => setEditing(false)} />
      ) : (
        <Reading change={change} />
      )}
    </Part>
  )
}

const Editing = ({ change, onClose }: { change: Change; onClose: () => void }) => {
  const { t } = useWords()
  const { person } = useSession()
  const [draft, setDraft] = useState<RequestDraft>(() => ({
    ...change,
    ...windowDraft(change.window, person.zone),
  }))
  const edit = useAction(changeApi.edit, { invalidates: outdated, onSuccess: onClose })
  const isSubmitted = change.missing.length === 0 && change.type !== 'standard'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const { window } = requestIn(draft, person.zone)
        edit.mutate({ ...asked(draft), window, number: change.number, version: change.version })
      }}
    >
      {isSubmitted && (
        <Alert icon={<IconAlertTriangle aria-hidden />} color="caution" mb="sm" p="xs">
          {t('change.editVoids')}
        </Alert>
      )}
      <RequestFields draft={draft} onChange={setDraft} />
      <ProblemAlert error={edit.error} />
      <Group gap="xs" mt="sm">
        <Button type="submit" size="xs" loading={edit.isPending}>
          {t('change.save')}
        </Button>
        <Button variant="subtle" size="xs" onClick={onClose}>
          {t('change.cancel')}
        </Button>
      </Group>
    </form>
  )
}

/** What the form edits of a change, and nothing else of it. */
const asked = ({
  reason,
  benefit,
  scope,
  testPlan,
  backOutPlan,
  outageMinutes,
  cost,
  risk,
  isBySupplier,
  inRelease,
}: Omit<RequestDraft, 'from' | 'to'>) => ({
  reason,
  benefit,
  scope,
  testPlan,
  backOutPlan,
  outageMinutes,
  cost,
  risk,
  isBySupplier,
  inRelease,
})

const Reading = ({ change }: { change: Change }) => {
  const { t, say } = useWords()
  const { span, duration } = useTime()
  const money = useMoney()
  const { severity, impact, category, type, model, window } = change
  const rows: [string, ReactNode][] = [
    [t('change.type'), type === null ? t('change.notSaid') : t(`change.types.${type}`)],
    ...(model === null
      ? []
      : ([[t('change.model'), say(model.content.name)]] satisfies [string, ReactNode][])),
    ...(severity === null || impact === null
      ? []
      : ([
          [t('change.severity'), t(`change.scale.${asDegree(severity)}`)],
          [t('change.impact'), t(`change.scale.${asDegree(impact)}`)],
        ] satisfies [string, ReactNode][])),
    ...(category === null
      ? []
      : ([[t('change.category'), t(`change.categories.${category}`)]] satisfies [string, ReactNode][])),
    ...(['reason', 'benefit', 'scope', 'testPlan', 'testResult', 'backOutPlan'] as const).flatMap(
      (name): [string, ReactNode][] => (change[name] === '' ? [] : [[t(`change.${name}`), change[name]]]),
    ),
    ...(window === null
      ? []
      : ([[t('change.window'), span(window.from, window.to)]] satisfies [string, ReactNode][])),
    ...(change.outageMinutes === null
      ? []
      : ([[t('change.outage'), duration(change.outageMinutes)]] satisfies [string, ReactNode][])),
    ...(change.cost === null
      ? []
      : ([[t('change.cost'), money(change.cost)]] satisfies [string, ReactNode][])),
    ...(change.isBySupplier
      ? ([[t('change.bySupplier'), t('change.yes')]] satisfies [string, ReactNode][])
      : []),
    ...(change.inRelease ? ([[t('change.inRelease'), t('change.yes')]] satisfies [string, ReactNode][]) : []),
    ...(change.riskScore === null
      ? []
      : ([[t('change.risk'), <Risk key="risk" change={change} />]] satisfies [string, ReactNode][])),
  ]
  return (
    <dl className={style['facts']}>
      {rows.map(([label, value]) => (
        <Row key={label} label={label}>
          {value}
        </Row>
      ))}
    </dl>
  )
}

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
)

/** Explained answer by answer. */
const Risk = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const parts = change.riskScore?.parts.filter(({ points }) => points > 0) ?? []
  return (
    <>
      <RiskLine answers={change.risk} />
      {parts.length > 0 && (
        <List size="xs" c="dimmed">
          {parts.map(({ key, points }) => (
            <List.Item key={key}>
              {t(`change.riskQuestion.${key}`)} {t('change.riskPoints', { count: points })}
            </List.Item>
          ))}
        </List>
      )}
    </>
  )
}

const asDegree = (value: number): 1 | 2 | 3 => (value === 1 ? 1 : value === 2 ? 2 : 3)
