import type { OutputOf } from '#contract/endpoint.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { trendApi } from '#contract/trend/api.ts'
import type { Decision, Finding } from '#contract/trend/shape.ts'
import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { addressOf } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Part } from '../ui/part.tsx'
import type { Ticket } from '../record/ticket.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'
import style from './trend.module.css'
import { VerdictBadges } from './verdict-badge.tsx'
import { Why } from './Why.tsx'

type Review = OutputOf<typeof trendApi.readReview>

/** The page of a duty shows findings where it is a review of trends. */
export const isTrendReview = ({ kind, judgedBy }: Ticket): boolean =>
  kind === 'ECH' && judgedBy.procedure.key === 'trend-review'

export const ReviewFindings = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { date } = useTime()
  const { data, error } = useApi(trendApi.readReview, { number })
  if (data === undefined) return <ProblemAlert error={error} />
  const { findings, from, to, total, gatheredBy } = data
  const done = findings.filter(({ decision }) => decision !== null).length
  return (
    <Part
      title={t('trend.review.title')}
      action={
        from !== null && (
          <Anchor
            size="sm"
            href={addressOf(trendApi.report, { number })}
            download
            style={{ display: 'inline-flex', alignItems: 'center', gap: 6, minHeight: 24 }}
          >
            <IconFileTypePdf size={16} aria-hidden />
            {t('trend.review.report')}
          </Anchor>
        )
      }
    >
      {from === null || to === null ? (
        <Text size="sm" c="dimmed">
          {t('trend.review.notYet')}
        </Text>
      ) : (
        <>
          <Text size="sm">
            {t('trend.review.of', {
              from: date(from),
              to: date(to),
              total: total ?? 0,
              name: gatheredBy ?? '–',
            })}{' '}
            {findings.length === 0
              ? t('trend.review.none')
              : t('trend.review.progress', { done, all: findings.length })}
          </Text>
          {findings.map((finding) => (
            <OneFinding key={finding.id} review={data} finding={finding} />
          ))}
          <Signature review={data} />
        </>
      )}
    </Part>
  )
}

const Signature = ({ review: { signedBy, signedAt } }: { review: Review }) => {
  const { t } = useWords()
  const { exact } = useTime()
  if (signedBy === null || signedAt === null) return null
  return (
    <Text size="sm" mt="xs">
      {t('trend.review.signed', { name: signedBy, when: exact(signedAt) })}
    </Text>
  )
}

const OneFinding = ({ review, finding }: { review: Review; finding: Finding }) => {
  const { t, say } = useWords()
  const [isChanging, setChanging] = useState(false)
  const { by, key, name, verdict, figures, incidents, before, decision } = finding
  const isAsked = review.mayDecide && (decision === null || isChanging)
  const seen = new URLSearchParams({ du: review.from ?? '', au: review.to ?? '', par: by, groupe: key })
  return (
    <section className={style['finding']} aria-label={say(name)}>
      <Group gap="xs" align="baseline">
        <Text size="xs" c="dimmed">
          {t(`trend.dimension.${by}`)}
        </Text>
        <Text size="sm" fw={600}>
          {say(name)}
        </Text>
        <VerdictBadges verdict={verdict} recurs={figures.recurs} standsOut={verdict !== 'seasonal'} />
      </Group>
      <Text size="sm">
        <Why figures={figures} verdict={verdict} />{' '}
        {incidents.length > 0 && (
          <TextLink href={`/problemes/tendances?${seen.toString()}`} inherit>
            {t('trend.review.incidents', { count: incidents.length })}
          </TextLink>
        )}
      </Text>
      {before !== null && (
        <Text size="sm" c="dimmed">
          {t(`trend.review.before.${before.decision}`, {
            number: before.number,
            reason: before.reason ?? '',
            problem: before.problem ?? '',
          })}
        </Text>
      )}
      {decision !== null && (
        <Decided
          finding={finding}
          mayChange={review.mayDecide && !isChanging}
          onChange={() => setChanging(true)}
        />
      )}
      {isAsked && <Decide number={review.number} finding={finding} onDone={() => setChanging(false)} />}
    </section>
  )
}

const tones: Readonly<Record<Decision, Tone>> = { problem: 'danger', watch: 'caution', dismiss: 'neutral' }

const Decided = ({
  finding: { name, decision, reason, problem, decidedBy, decidedAt },
  mayChange,
  onChange,
}: {
  finding: Finding
  mayChange: boolean
  onChange: () => void
}) => {
  const { t, say } = useWords()
  const { short } = useTime()
  if (decision === null) return null
  return (
    <Group gap="xs" mt={4}>
      <ToneBadge tone={tones[decision]}>{t(`trend.review.decision.${decision}`)}</ToneBadge>
      {problem !== null && (
        <TextLink href={`/tickets/${problem}`} size="sm">
          {problem}
        </TextLink>
      )}
      {reason !== null && <Text size="sm">{reason}</Text>}
      <Text size="xs" c="dimmed">
        {t('trend.review.decidedBy', {
          name: decidedBy ?? '–',
          when: decidedAt === null ? '' : short(decidedAt),
        })}
      </Text>
      {mayChange && problem === null && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('trend.review.changeOf', { name: say(name) })}
          onClick={onChange}
        >
          {t('trend.review.change')}
        </Button>
      )}
    </Group>
  )
}

const Decide = ({ number, finding, onDone }: { number: string; finding: Finding; onDone: () => void }) => {
  const { t, say } = useWords()
  const [reason, setReason] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const decide = useAction(trendApi.decide, {
    invalidates: [trendApi.readReview, trendApi.reviews, recordApi.read, recordApi.list, journalApi.ofRecord],
    onSuccess: ({ findings }) => {
      const now = findings.find(({ id }) => id === finding.id)
      void notify(
        now?.problem === undefined || now.problem === null
          ? t('trend.review.saved')
          : t('trend.review.opened', { number: now.problem, count: now.incidents.length }),
      )
      onDone()
    },
  })
  const run = (decision: Decision, given: { reason?: string } = {}) =>
    decide.mutate({ number, id: finding.id, decision, ...given })
  const label = (decision: Decision) =>
    t('trend.review.decideOf', { decision: t(`trend.review.decide.${decision}`), name: say(finding.name) })
  if (reason === null) {
    return (
      <Stack gap={4} mt={6}>
        <Group gap="xs">
          {(['problem', 'watch', 'dismiss'] as const).map((decision) => (
            <Button
              key={decision}
              size="xs"
              variant={decision === 'problem' ? 'light' : 'default'}
              loading={decide.isPending}
              aria-label={label(decision)}
              onClick={() =>
                decision === 'dismiss' ? setReason(finding.before?.reason ?? '') : run(decision)
              }
            >
              {t(`trend.review.decide.${decision}`)}
            </Button>
          ))}
        </Group>
        <ProblemAlert error={decide.error} />
      </Stack>
    )
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (reason.trim() !== '') run('dismiss', { reason: reason.trim() })
      }}
    >
      <Stack gap="xs" mt={6} maw={520}>
        <Textarea
          label={t('trend.review.reason')}
          description={t('trend.review.reasonHelp')}
          required
          autosize
          maxLength={2000}
          data-autofocus
          error={isTried && reason.trim() === '' ? t('trend.review.needReason') : undefined}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <ProblemAlert error={decide.error} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={decide.isPending}>
            {t('trend.review.save')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setReason(null)}>
            {t('trend.review.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
