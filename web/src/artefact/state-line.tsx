import { Alert, Button, Group } from '@mantine/core'
import { IconBulb, IconInfoCircle } from '@tabler/icons-react'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { ToneText } from '../ui/tone-badge.tsx'
import { StateBadge } from './state-badge.tsx'
import type { Summary, WholeArtefact } from './use-artefact.ts'
import style from './artefact.module.css'

/** What is shown, since when it counts, who answers for it, and when to look at it again. */
export const StateLine = ({ artefact, version }: { artefact: WholeArtefact; version: Summary }) => {
  const { t } = useWords()
  const { day, date } = useTime()
  const now = useNow()
  const { inForceFrom, inForceUntil, reviewOn, state, kitEdition } = version
  const isProposition = artefact.isProposition && kitEdition !== null
  const period =
    inForceFrom === null
      ? null
      : inForceUntil !== null
        ? t('artefact.inForceBetween', { from: day(inForceFrom), until: day(inForceUntil) })
        : t(state === 'approved' ? 'artefact.inForceFrom' : 'artefact.inForceSince', {
            date: day(inForceFrom),
          })
  const isReviewLate = reviewOn !== null && reviewOn < new Date(now).toISOString().slice(0, 10)
  return (
    <div className={style['state']}>
      <StateBadge state={isProposition ? 'proposition' : state} />
      <span>{t('artefact.versionOf', { number: version.number })}</span>
      {period !== null && <span>{period}</span>}
      {reviewOn !== null && state === 'in-force' && (
        <ToneText tone={isReviewLate ? 'warning' : 'neutral'}>
          {t(isReviewLate ? 'artefact.reviewLate' : 'artefact.reviewOn', { date: date(reviewOn) })}
        </ToneText>
      )}
      <span>
        {artefact.approvedBy === 'D'
          ? t('artefact.topApproves')
          : t('artefact.whoApproves', { role: t(`person.role.${artefact.approvedBy}.name`) })}
      </span>
    </div>
  )
}

/** What somebody should know before reading: it is only proposed, or something newer waits. */
export const Notices = ({ artefact, shown, addressOf }: NoticesProps) => {
  const { t } = useWords()
  const { day } = useTime()
  const { latest, inForce, isProposition } = artefact
  if (isProposition && latest?.kitEdition !== null && latest !== null) {
    return (
      <Alert
        variant="light"
        color="yellow"
        icon={<IconBulb aria-hidden />}
        title={t('artefact.proposition.title')}
        styles={{ title: { color: 'inherit' } }}
      >
        {t('artefact.proposition.text')}
        <Group mt="xs">
          <Button size="xs" variant="default" component={AppLink} href="/methode/propositions">
            {t('artefact.proposition.adopt')}
          </Button>
        </Group>
      </Alert>
    )
  }
  if (latest === null || latest.id === inForce?.id || !isPending(latest)) return null
  const text =
    latest.state === 'submitted'
      ? t('artefact.pending.submitted', {
          number: latest.number,
          role: t(`person.role.${artefact.approvedBy}.name`),
        })
      : latest.state === 'approved'
        ? t('artefact.pending.approved', {
            number: latest.number,
            date: day(latest.inForceFrom ?? latest.createdAt),
          })
        : inForce === null
          ? t('artefact.pending.draftFirst', { number: latest.number })
          : t('artefact.pending.draft', { number: latest.number, current: inForce.number })
  return (
    <Alert variant="light" icon={<IconInfoCircle aria-hidden />} p="sm">
      <Group gap="sm" justify="space-between">
        <span>{text}</span>
        {latest.number !== shown && (
          <Button size="xs" variant="default" component={AppLink} href={addressOf(latest.number)}>
            {t('artefact.pending.show')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}

interface NoticesProps {
  artefact: WholeArtefact
  shown: number
  addressOf: (number: number) => string
}

const isPending = ({ state }: Summary): boolean =>
  state === 'draft' || state === 'submitted' || state === 'approved'
