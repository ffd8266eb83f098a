import { recordApi } from '#contract/record/api.ts'
import type { PortalRecord, SupplierRecord } from '#contract/record/shape.ts'
import { Alert, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconGitMerge, IconLock, IconPhone } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFilters, useParam } from '../platform/address.ts'
import { isProblem } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Answers } from '../request/Answers.tsx'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import { RichText } from '../ui/rich-text.tsx'
import { Ago } from '../ui/times.tsx'
import { AnswerBox } from './answer-box.tsx'
import { Decision, isAskedToAgree, Reopening } from './decision.tsx'
import { Waiting } from './Demands.tsx'
import { Files } from './files.tsx'
import tone from '../ui/tone.module.css'
import style from './portal.module.css'
import { Rating } from './rating.tsx'
import { StateBadge } from './state.tsx'
import { Visits } from './visits.tsx'
import { Talk } from './talk.tsx'

/** One demand: what was said, what was answered, and the one thing to decide where there is one. */
export const Demand = () => {
  const number = useParam('number')
  const { data, error, refetch } = useApi(recordApi.read, { number })
  if (isProblem(error, 'not_found') || isProblem(error, 'invalid_input')) return <NotFound />
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Waiting />
  if ('rating' in data) return <OfClient record={data} asked={number} />
  if ('handedOverAt' in data) return <OfSupplier record={data} />
  return <NotFound />
}

const OfClient = ({ record, asked }: { record: PortalRecord; asked: string }) => {
  const { t } = useWords()
  const [{ envoye }] = useFilters(['envoye'])
  const isOpen = record.phase !== 'closed' && record.phase !== 'cancelled'
  const isWhole = record.actions.includes('comment')
  return (
    <Page
      title={record.title}
      crumbs={[{ label: t('portal.mine.title'), href: '/portail/demandes' }]}
      actions={<StateBadge record={record} />}
    >
      <div className={style['under']}>
        <Subtitle record={record} />
        {isOpen && <Target record={record} />}
      </div>
      <div className={style['columns']}>
        <div className={style['main']}>
          {envoye !== undefined && isOpen && record.phase !== 'resolved' && <Sent number={record.number} />}
          {record.number !== asked && (
            <Alert variant="light" icon={<IconGitMerge aria-hidden />}>
              {t('portal.demand.merged', { from: asked })}
            </Alert>
          )}
          <Decision record={record} />
          {record.actions.includes('rate') && record.rating === null && <Rating number={record.number} />}
          {record.rating !== null && (
            <Text size="sm">{t('portal.rate.thanks', { rating: record.rating })}</Text>
          )}
          {record.description !== '' && !isAskedToAgree(record) && (
            <section>
              <Title order={2} size="h3" mb={4}>
                {t('portal.demand.what')}
              </Title>
              <RichText html={record.description} />
            </section>
          )}
          <Answers model={record.model} answers={record.answers} />
          {record.solution !== null && record.solution !== '' && (
            <section>
              <Title order={2} size="h3" mb={4}>
                {t('portal.demand.solution')}
              </Title>
              <RichText html={record.solution} />
            </section>
          )}
          {isWhole && <Visits number={record.number} />}
          {isWhole && (
            <section>
              <Title order={2} size="h3" mb={8}>
                {t('portal.demand.talk')}
              </Title>
              <Talk number={record.number} requesterId={record.requesterId} />
            </section>
          )}
          {isOpen && isWhole && (
            <AnswerBox number={record.number} placeholder={t('portal.answer.placeholder')} />
          )}
          <Reopening record={record} />
        </div>
        <aside>
          <dl className={style['facts']}>
            <Fact label={t('portal.demand.service')}>{record.serviceName}</Fact>
            <Fact label={t('portal.demand.began')}>
              <Ago at={record.occurredAt} />
            </Fact>
            {record.price !== null && !isAskedToAgree(record) && (
              <Fact label={t('portal.decide.price')}>{record.price}</Fact>
            )}
            <NumberToCall number={record.number} />
            {isWhole && <Files number={record.number} />}
          </dl>
        </aside>
      </div>
    </Page>
  )
}

const OfSupplier = ({ record }: { record: SupplierRecord }) => {
  const { t } = useWords()
  const { provider } = useSession()
  const isWorking = record.moves.some(({ isMine }) => isMine)
  return (
    <Page
      title={record.title}
      crumbs={[{ label: t('portal.supplier.title'), href: '/portail/confie' }]}
      actions={<StateBadge record={record} />}
    >
      <div className={style['columns']}>
        <div className={style['main']}>
          <Decision record={record} />
          {record.description !== '' && <RichText html={record.description} />}
          <section>
            <Title order={2} size="h3" mb={8}>
              {t('portal.supplier.talk')}
            </Title>
            <Talk number={record.number} requesterId={null} />
          </section>
          <AnswerBox number={record.number} placeholder={t('portal.answer.placeholderSupplier')} />
          <Text size="sm" c="dimmed">
            {t('portal.supplier.howText', { name: provider.name })}
          </Text>
        </div>
        <aside>
          <dl className={style['facts']}>
            {isWorking && <DueOfSupplier at={record.dueResolutionAt} />}
            <Fact label={t('portal.supplier.reference')}>{record.reference}</Fact>
            <Fact label={t('portal.supplier.handed')}>
              <Ago at={record.handedOverAt} />
            </Fact>
            <Fact label={t('portal.demand.service')}>{record.serviceName}</Fact>
            <NumberToCall number={record.number} />
            <Files number={record.number} />
          </dl>
        </aside>
      </div>
    </Page>
  )
}

const Subtitle = ({ record }: { record: PortalRecord }) => {
  const { t } = useWords()
  const { person } = useSession()
  const name = record.requesterId === person.id ? t('portal.demand.you') : record.requesterName
  return (
    <Text size="sm" c="dimmed">
      {name !== null &&
        `${t(record.kind === 'INC' ? 'portal.demand.reported' : 'portal.demand.asked', { name })} · `}
      <Ago at={record.recordedAt} />
      {record.isConfidential && (
        <>
          {' · '}
          <IconLock size={14} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
          {t('portal.demand.confidential')}
        </>
      )}
    </Text>
  )
}

const Sent = ({ number }: { number: string }) => {
  const { t } = useWords()
  return (
    <section className={`${style['panel']} ${tone['success']}`} aria-live="polite">
      <Title order={2} className={style['sent'] ?? ''}>
        <IconCircleCheck size={24} aria-hidden />
        {t('portal.demand.sent')}
      </Title>
      <p>{t('portal.demand.sentText', { number })}</p>
    </section>
  )
}

/** When we want to be done: a target, in words, never a code. */
const Target = ({ record }: { record: PortalRecord }) => {
  const { t } = useWords()
  const { short, relative, exact } = useTime()
  const now = useNow()
  if (record.phase === 'resolved') return null
  const at = record.dueResolutionAt
  const words = () => {
    if (record.held === 'client') return t('portal.demand.targetPaused')
    if (at === null) return t('portal.demand.targetUnknown')
    const when = short(at, now)
    return new Date(at).getTime() < now
      ? t('portal.demand.targetPast', { when })
      : t('portal.demand.targetText', { when, left: relative(at, now) })
  }
  return (
    <Text size="sm">
      <strong>{t('portal.demand.target')}</strong>{' '}
      <span title={at === null ? undefined : exact(at)}>{words()}</span>
    </Text>
  )
}

const DueOfSupplier = ({ at }: { at: string | null }) => {
  const { t } = useWords()
  const { short, relative } = useTime()
  const now = useNow()
  return (
    <Fact label={t('portal.supplier.due')}>
      {at === null ? null : t('portal.demand.targetText', { when: short(at, now), left: relative(at, now) })}
    </Fact>
  )
}

const Fact = ({ label, children, isWide = false }: FactProps) =>
  children === null ? null : (
    <div data-wide={isWide || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )

interface FactProps {
  label: string
  children: ReactNode
  isWide?: boolean
}

/** Who can be asked, and by what the desk finds the demand. */
const NumberToCall = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { provider } = useSession()
  return (
    <Fact label={t('portal.demand.number')} isWide>
      <strong>{number}</strong>
      {provider.phone !== null && (
        <Text size="sm" mt={2} component="p">
          {t('portal.demand.call')} <IconPhone size={14} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
          <a href={`tel:${provider.phone.replaceAll(/[^\d+]/g, '')}`}>{provider.phone}</a>
        </Text>
      )}
    </Fact>
  )
}
