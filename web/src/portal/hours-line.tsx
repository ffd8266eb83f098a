import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { sayWeek } from './say-week.ts'
import { useHours, useOpenState, useZoneNote } from './use-hours.ts'

/** One line of the foot: the usual hours, whether somebody is there now, and where the rest stands. */
export const HoursLine = () => {
  const words = useWords()
  const state = useOpenState()
  const zoneNote = useZoneNote()
  const { items } = useHours()
  const [usual] = items
  if (usual === undefined) return null
  return (
    <span>
      {[...sayWeek(words, usual.week), zoneNote(usual.zone)].filter(Boolean).join(' · ')}
      {' · '}
      <TextLink href="/portail/aide#horaires" inherit>
        {state(usual)}
      </TextLink>
    </span>
  )
}
