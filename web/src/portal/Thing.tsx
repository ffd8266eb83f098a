import { configurationApi } from '#contract/configuration/api.ts'
import type { CiAttribute } from '#contract/configuration/shape.ts'
import { Button, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Expiry } from '../configuration/expiry.tsx'
import { useKinds, useTypes } from '../configuration/use-types.ts'
import { useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { asText } from '../platform/plain.ts'
import { useApi } from '../platform/query.ts'
import { isClient, useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { AppLink, TextLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import { Waiting } from './Demands.tsx'
import style from './portal.module.css'

/** One machine, contract or licence, as its owner may know it. */
export const Thing = () => {
  const { t, say } = useWords()
  const session = useSession()
  const { of, nameOf } = useTypes()
  const { sayKind } = useKinds()
  const valueOf = usePlainValue()
  const { data, error } = useApi(configurationApi.read, { number: useParam('number') })
  const whose = isClient(session) ? 'client' : 'supplier'
  const title = t(`configuration.portal.title.${whose}`)
  const crumbs = [{ label: title, href: '/portail/parc' }]
  if (error !== null)
    return (
      <Page title={title} crumbs={crumbs} width="read">
        <ProblemAlert error={error} />
      </Page>
    )
  if (data === undefined)
    return (
      <Page title={title} crumbs={crumbs} width="read">
        <Waiting />
      </Page>
    )
  const { name, number, type, state, location, ownerName, attributes, relations } = data
  const told = (of(type)?.attributes ?? []).flatMap((attribute) => {
    const value = valueOf(attribute, attributes[attribute.key])
    return value === null ? [] : [{ key: attribute.key, label: say(attribute.name), value }]
  })
  return (
    <Page
      title={name}
      crumbs={crumbs}
      width="read"
      actions={
        whose === 'client' && (
          <Button component={AppLink} href="/portail/aide-immediate">
            {t('shell.portal.ask')}
          </Button>
        )
      }
    >
      <dl className={style['facts']}>
        <Fact label={t('configuration.portal.what')}>{nameOf(type)}</Fact>
        <Fact label={t('configuration.portal.number')}>{number}</Fact>
        <Fact label={t('configuration.portal.state')}>{t(`configuration.portal.states.${state}`)}</Fact>
        {location !== '' && <Fact label={t('configuration.field.location')}>{location}</Fact>}
        {ownerName !== null && <Fact label={t('configuration.portal.lookedAfter')}>{ownerName}</Fact>}
        {told.map(({ key, label, value }) => (
          <Fact key={key} label={label}>
            {value}
          </Fact>
        ))}
      </dl>
      {relations.length > 0 && (
        <section>
          <Title order={2} size="h3" mb={6}>
            {t('configuration.portal.around')}
          </Title>
          <ul>
            {relations.map((one) => (
              <li key={one.id}>
                {sayKind(one.kind, one.isOutgoing)}{' '}
                <TextLink href={`/portail/parc/${one.number}`}>{one.name}</TextLink>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** Null where there is nothing that people read: lists of parts are for programs. */
const usePlainValue = () => {
  const { t, say } = useWords()
  const { date, number } = useTime()
  return (attribute: CiAttribute, value: unknown): ReactNode => {
    if (value === undefined || value === null || value === '' || Array.isArray(value)) return null
    if (typeof value === 'boolean') return t(value ? 'configuration.yes' : 'configuration.no')
    if (typeof value === 'number') return number(value)
    const text = asText(value)
    if (attribute.isExpiry) return <Expiry day={text} isOver={false} />
    if (attribute.kind === 'date') return date(text)
    const option = attribute.options?.find((one) => one.value === value)
    return option === undefined ? text : say(option.name)
  }
}
