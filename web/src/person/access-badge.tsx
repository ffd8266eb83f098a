import type { Person } from '#contract/person/api.ts'
import { IconCircleCheck, IconDoorExit, IconMailOff, IconMailQuestion } from '@tabler/icons-react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ToneText } from '../ui/tone-badge.tsx'

/** Whether somebody can sign in, and what is missing if not. */
export const AccessBadge = ({ person }: { person: Person }) => {
  const { t } = useWords()
  const { day } = useTime()
  if (person.endedAt !== null)
    return (
      <ToneText tone="neutral" icon={<IconDoorExit aria-hidden />}>
        {t('person.access.ended', { date: day(person.endedAt) })}
      </ToneText>
    )
  if (person.hasPassword)
    return (
      <ToneText tone="success" icon={<IconCircleCheck aria-hidden />}>
        {t('person.access.open')}
      </ToneText>
    )
  return person.email === null ? (
    <ToneText tone="neutral" icon={<IconMailOff aria-hidden />}>
      {t('person.access.noEmail')}
    </ToneText>
  ) : (
    <ToneText tone="caution" icon={<IconMailQuestion aria-hidden />}>
      {t('person.access.none')}
    </ToneText>
  )
}
