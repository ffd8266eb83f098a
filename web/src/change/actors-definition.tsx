import type { ChangeActors } from '#contract/change/shape.ts'
import { MultiSelect, NumberInput, Select, Group, Stack, Text, Title } from '@mantine/core'
import type { Definition, Fact } from '../artefact/facts.ts'
import { useMoney } from '../platform/money.ts'
import { useTime } from '../platform/time.ts'
import { useWords, type WordsInUse } from '../platform/words.ts'
import style from './change.module.css'
import { Scroll } from './scroll.tsx'

type Cell = ChangeActors['cells'][number]
type HowMany = Pick<Cell, 'approvers' | 'rule' | 'isInOrder'>

const approvers = ['D', 'RGS/AC', 'RGS/RC', 'CS', 'CL'] as const
const categories = ['major', 'significant', 'minor'] as const

const sayHow = ({ t }: WordsInUse, { approvers: roles, rule, isInOrder }: HowMany): string =>
  [
    roles.map((role) => t(`person.role.${role}.name`)).join(isInOrder ? ' → ' : ', '),
    roles.length > 1 ? t(`change.rules.${rule}`) : null,
  ]
    .filter(Boolean)
    .join(' · ')

/** Nine cells, severity downwards, impact across. */
const Table = ({
  content,
  children,
}: {
  content: ChangeActors
  children: (cell: Cell) => React.ReactNode
}) => {
  const { t, say } = useWords()
  return (
    <Scroll label={t('change.actors.cells')}>
      <table className={style['table']} aria-label={t('change.actors.cells')}>
        <thead>
          <tr>
            <th scope="col">{t('change.category')}</th>
            {content.impacts.map(({ value, label }) => (
              <th key={value} scope="col">
                {t('change.impact')} {value} – {say(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {content.severities.map(({ value: severity, label }) => (
            <tr key={severity}>
              <th scope="row">
                {t('change.severity')} {severity} – {say(label)}
              </th>
              {content.impacts.map(({ value: impact }) => {
                const found = content.cells.find((one) => one.severity === severity && one.impact === impact)
                return <td key={impact}>{found === undefined ? null : children(found)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const ActorsView = ({ content }: { content: ChangeActors }) => {
  const words = useWords()
  const { t } = words
  const { duration } = useTime()
  const money = useMoney()
  const { cost, outageMinutes } = content.thresholds
  return (
    <Stack gap="md">
      <Table content={content}>
        {(cell) => (
          <>
            <Text fw={600} size="sm">
              {t(`change.categories.${cell.category}`)}
            </Text>
            <Text size="sm">{sayHow(words, cell)}</Text>
          </>
        )}
      </Table>
      <Text size="sm">
        <strong>{t('change.actors.emergencyDecides')}</strong> {sayHow(words, content.emergency)}
      </Text>
      <Text size="sm">
        <strong>{t('change.actors.above')}</strong>{' '}
        {[
          cost === null ? null : t('change.actors.aboveCost', { cost: money(cost) }),
          outageMinutes === null ? null : t('change.actors.aboveOutage', { length: duration(outageMinutes) }),
        ]
          .filter(Boolean)
          .join(', ') || t('change.actors.never')}
      </Text>
    </Stack>
  )
}

const ActorsEditor = ({ content, onChange }: EditorProps) => {
  const { t } = useWords()
  const setCell = (cell: Cell) =>
    onChange({
      ...content,
      cells: content.cells.map((one) =>
        one.severity === cell.severity && one.impact === cell.impact ? cell : one,
      ),
    })
  const setThreshold = (part: Partial<ChangeActors['thresholds']>) =>
    onChange({ ...content, thresholds: { ...content.thresholds, ...part } })
  return (
    <Stack gap="md">
      <Table content={content}>
        {(cell) => {
          const name = t('change.actors.cell', { severity: cell.severity, impact: cell.impact })
          return (
            <Stack gap={4}>
              <Select
                size="xs"
                aria-label={`${t('change.category')}, ${name}`}
                allowDeselect={false}
                data={categories.map((value) => ({ value, label: t(`change.categories.${value}`) }))}
                value={cell.category}
                onChange={(value) =>
                  setCell({ ...cell, category: categories.find((one) => one === value) ?? cell.category })
                }
              />
              <HowField name={name} value={cell} onChange={(how) => setCell({ ...cell, ...how })} />
            </Stack>
          )
        }}
      </Table>
      <div>
        <Title order={3}>{t('change.actors.emergency')}</Title>
        <HowField
          name={t('change.actors.emergency')}
          value={content.emergency}
          onChange={(emergency) => onChange({ ...content, emergency })}
        />
      </div>
      <div>
        <Title order={3}>{t('change.actors.thresholds')}</Title>
        <Group gap="sm">
          <NumberInput
            label={t('change.actors.cost')}
            placeholder={t('change.actors.never')}
            min={0}
            decimalScale={2}
            value={content.thresholds.cost === null ? '' : content.thresholds.cost / 100}
            onChange={(value) =>
              setThreshold({ cost: typeof value === 'number' ? Math.round(value * 100) : null })
            }
          />
          <NumberInput
            label={t('change.actors.outage')}
            placeholder={t('change.actors.never')}
            min={0}
            allowDecimal={false}
            value={content.thresholds.outageMinutes ?? ''}
            onChange={(value) => setThreshold({ outageMinutes: typeof value === 'number' ? value : null })}
          />
        </Group>
      </div>
    </Stack>
  )
}

interface EditorProps {
  content: ChangeActors
  onChange: (content: ChangeActors) => void
}

const HowField = ({ name, value, onChange }: HowFieldProps) => {
  const { t } = useWords()
  const { rule, isInOrder } = value
  const set = (part: Partial<HowMany>) => onChange({ approvers: value.approvers, rule, isInOrder, ...part })
  return (
    <Stack gap={4}>
      <MultiSelect
        size="xs"
        aria-label={`${t('change.actors.approvers')}, ${name}`}
        data={approvers.map((role) => ({ value: role, label: t(`person.role.${role}.name`) }))}
        value={value.approvers}
        onChange={(given) =>
          set({ approvers: given.flatMap((role) => approvers.find((one) => one === role) ?? []) })
        }
      />
      <Group gap={4} wrap="nowrap">
        <Select
          size="xs"
          aria-label={`${t('change.actors.rule')}, ${name}`}
          allowDeselect={false}
          data={[
            { value: 'all', label: t('change.rules.all') },
            { value: 'any', label: t('change.rules.any') },
          ]}
          value={rule}
          onChange={(given) => set({ rule: given === 'any' ? 'any' : 'all' })}
        />
        <Select
          size="xs"
          aria-label={`${t('change.actors.order')}, ${name}`}
          allowDeselect={false}
          data={[
            { value: 'together', label: t('change.actors.together') },
            { value: 'order', label: t('change.inOrder') },
          ]}
          value={isInOrder ? 'order' : 'together'}
          onChange={(given) => set({ isInOrder: given === 'order' })}
        />
      </Group>
    </Stack>
  )
}

interface HowFieldProps {
  name: string
  value: HowMany
  onChange: (value: HowMany) => void
}

const factsOf = (content: ChangeActors, words: WordsInUse): Fact[] => {
  const { t } = words
  return [
    ...content.cells.map((cell) => ({
      label: t('change.actors.cell', { severity: cell.severity, impact: cell.impact }),
      value: `${t(`change.categories.${cell.category}`)} · ${sayHow(words, cell)}`,
    })),
    { label: t('change.actors.emergency'), value: sayHow(words, content.emergency) },
    {
      label: t('change.actors.cost'),
      value:
        content.thresholds.cost === null ? t('change.actors.never') : String(content.thresholds.cost / 100),
    },
    {
      label: t('change.actors.outage'),
      value: String(content.thresholds.outageMinutes ?? t('change.actors.never')),
    },
  ]
}

const isActors = (content: unknown): content is ChangeActors =>
  typeof content === 'object' && content !== null && 'severities' in content && 'emergency' in content

export const actorsDefinition: Definition<ChangeActors> = {
  is: isActors,
  facts: factsOf,
  View: ActorsView,
  Editor: ActorsEditor,
  check: ({ cells, emergency }, { t }) =>
    [...cells, emergency].some((how) => how.approvers.length === 0) ? [t('change.actors.needsOne')] : [],
}
