import type { CiAttribute, CiType } from '#contract/configuration/shape.ts'
import { Button, Stack, Text, Title, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { isBlank, RichText } from '../ui/rich-text.tsx'
import { Expiry } from './expiry.tsx'
import { isPresent } from './item-filter.ts'
import style from './parc.module.css'
import { PartsTable } from './parts-table.tsx'
import { isNothing, useSaying } from './say-value.tsx'
import { useTypes, type Item } from './use-types.ts'

const generalFields = ['clientId', 'location', 'ownerId', 'supplierId', 'criticality'] as const

/** The sheet of an item in calm groups; `today` is what it is compared with when the past is shown. */
export const Overview = ({ item, today }: { item: Item; today: Item | null }) => {
  const { t } = useWords()
  const { short } = useTime()
  const { of } = useTypes()
  const type = of(item.type)
  const attributes = type?.attributes ?? []
  const plain = attributes.filter(({ kind, isExpiry }) => kind !== 'parts' && !isExpiry)
  const expiries = attributes.filter(
    ({ key, isExpiry }) => isExpiry && (isSaid(item, key) || (today !== null && isSaid(today, key))),
  )
  const parts = attributes.filter(({ kind, key }) => kind === 'parts' && !isNothing(item.attributes[key]))
  const isOver = !isPresent(item.state)
  return (
    <div className={style['groups']}>
      <Facts title={t('configuration.common')}>
        <Line item={item} today={today} type={type} field="type" />
        <Line item={item} today={today} type={type} field="state" />
        {generalFields.map((field) => (
          <Line key={field} item={item} today={today} type={type} field={field} />
        ))}
        <Plain label={t('configuration.field.since')}>{short(item.since)}</Plain>
        <Plain label={t('configuration.field.createdAt')}>{short(item.createdAt)}</Plain>
      </Facts>
      <Stack gap="xl">
        {expiries.length > 0 && (
          <Facts title={t('configuration.expiries')}>
            {expiries.map(({ key }) => (
              <Line
                key={key}
                item={item}
                today={today}
                type={type}
                field={key}
                render={(value) => <Expiry day={String(value)} isOver={isOver || today !== null} />}
              />
            ))}
          </Facts>
        )}
        {plain.length > 0 && <Attributes item={item} today={today} type={type} attributes={plain} />}
      </Stack>
      {(!isBlank(item.description) || (today !== null && !isBlank(today.description))) && (
        <section className={style['whole']}>
          <Title order={2} size="h4" mb={6}>
            {t('configuration.field.description')}
          </Title>
          {isBlank(item.description) ? (
            <Text size="sm" c="dimmed">
              {t('configuration.noValue')}
            </Text>
          ) : (
            <RichText html={item.description} />
          )}
        </section>
      )}
      {parts.length > 0 && (
        <section className={style['whole']}>
          <Title order={2} size="h4" mb="sm">
            {t('configuration.parts')}
          </Title>
          <Stack gap="lg">
            {parts.map((attribute) => (
              <PartsTable
                key={attribute.key}
                attribute={attribute}
                value={item.attributes[attribute.key] ?? []}
              />
            ))}
          </Stack>
        </section>
      )}
    </div>
  )
}

/** What the type asks; what nobody has said waits behind one line. */
const Attributes = ({
  item,
  today,
  type,
  attributes,
}: LineSource & { attributes: readonly CiAttribute[] }) => {
  const { t } = useWords()
  const [isUnfolded, setUnfolded] = useState(false)
  const differs = (key: string) => today !== null && !isSame(item.attributes[key], today.attributes[key])
  const unsaid = attributes.filter(({ key }) => !isSaid(item, key) && !differs(key))
  const shown = attributes.filter((attribute) => isUnfolded || !unsaid.includes(attribute))
  return (
    <Facts
      title={t('configuration.attributes')}
      after={
        unsaid.length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            mt={4}
            aria-expanded={isUnfolded}
            onClick={() => setUnfolded(!isUnfolded)}
          >
            {isUnfolded ? t('configuration.showLess') : t('configuration.unsaid', { count: unsaid.length })}
          </Button>
        )
      }
    >
      {shown.map(({ key }) => (
        <Line key={key} item={item} today={today} type={type} field={key} />
      ))}
    </Facts>
  )
}

const Facts = ({ title, after, children }: { title: string; after?: ReactNode; children: ReactNode }) => {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h4" mb={6} id={id}>
        {title}
      </Title>
      <dl className={style['facts']}>{children}</dl>
      {after}
    </section>
  )
}

interface LineSource {
  item: Item
  today: Item | null
  type: CiType | undefined
}

/** One field: its value, a lock where it is controlled, and today's value where that is another one. */
const Line = ({ item, today, type, field, render }: LineSource & LineProps) => {
  const { t } = useWords()
  const { fieldOf, valueOf } = useSaying()
  const value = valueIn(item, field)
  const now = today === null ? value : valueIn(today, field)
  const differs = !isSame(value, now)
  const isControlled = type?.control === 'controlled' && type.controlled.includes(field)
  const shown = (given: unknown) =>
    isNothing(given) ? null : (render?.(given) ?? nameIn(item, field, given) ?? valueOf(field, given, type))
  const nameNow = (given: unknown) =>
    today === null ? null : (nameIn(today, field, given) ?? valueOf(field, given, type))
  return (
    <div data-differs={differs || undefined}>
      <dt>
        {fieldOf(field, type)}
        {isControlled && (
          <Tooltip label={t('configuration.controlledField')}>
            <IconLock
              size={12}
              className={style['lock']}
              role="img"
              aria-label={t('configuration.controlledField')}
            />
          </Tooltip>
        )}
      </dt>
      <dd>
        {shown(value) ?? (
          <Text span size="sm" c="dimmed">
            {t('configuration.noValue')}
          </Text>
        )}
        {differs && (
          <Text size="xs" c="dimmed" component="div">
            {isNothing(now) ? (
              t('configuration.today', { value: t('configuration.noValue') })
            ) : (
              <>
                {t('configuration.today', { value: '' })}
                {nameNow(now)}
              </>
            )}
          </Text>
        )}
      </dd>
    </div>
  )
}

interface LineProps {
  field: string
  render?: (value: unknown) => ReactNode
}

const Plain = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

const commonValues = {
  type: (item: Item) => item.type,
  state: (item: Item) => item.state,
  clientId: (item: Item) => item.clientId,
  ownerId: (item: Item) => item.ownerId,
  supplierId: (item: Item) => item.supplierId,
  location: (item: Item) => item.location,
  criticality: (item: Item) => item.criticality,
}

const isCommonValue = (field: string): field is keyof typeof commonValues => field in commonValues

const valueIn = (item: Item, field: string): unknown =>
  isCommonValue(field) ? commonValues[field](item) : item.attributes[field]

/** The answer brings the names of its own ids, of those who have left, too. */
const nameIn = (item: Item, field: string, value: unknown): string | null => {
  if (field === 'clientId' && value === item.clientId) return item.clientName
  if (field === 'ownerId' && value === item.ownerId) return item.ownerName
  return field === 'supplierId' && value === item.supplierId ? item.supplierName : null
}

const isSaid = (item: Item, key: string): boolean => !isNothing(item.attributes[key])
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? '') === JSON.stringify(other ?? '')
