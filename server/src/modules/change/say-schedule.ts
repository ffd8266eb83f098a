import { dateFormat } from '#contract/say-date.ts'
import { fill, type Speech } from '../report/index.ts'
import type { Found } from './conflicts.ts'

export const asInstant = (instant: { toString: () => string }): Temporal.Instant =>
  Temporal.Instant.from(instant.toString())

/** The day is said once where it is one. */
export const sayWindow = (
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
  speech: Speech,
  zone: string,
): string => {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
  if (!dayOf(from).equals(dayOf(to))) return `${speech.minute(from)} – ${speech.minute(to)}`
  const clock = dateFormat(speech.language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
  })
  return `${speech.minute(from)} – ${clock.format(to.epochMilliseconds)}`
}

export const sayRisk = (level: 'low' | 'medium' | 'high' | null, { words }: Speech): string =>
  level === null ? words.changeCalendar.paper.empty : words.change.riskLevel[level]

export const sayMinutes = (minutes: number | null, { words }: Speech): string => {
  if (minutes === null) return words.changeCalendar.paper.empty
  if (minutes === 0) return words.changeCalendar.none
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}

/** In the words of the page, on one line. */
export const sayConflict = (found: Found, speech: Speech): string => {
  const { conflict } = speech.words.changeCalendar
  const { other, items, freeze, client, person, minutes } = found
  const said = fill(conflict.says[found.kind], {
    items: items
      .map(({ ours, theirs, name }) => (ours === theirs ? name : fill(conflict.pair, { ours, theirs, name })))
      .join(', '),
    name: freeze === null ? '' : speech.say(freeze.name),
    client: client?.name ?? '',
    person: person?.name ?? '',
    minutes: sayMinutes(minutes, speech),
  })
  return other === null ? said : `${other.number} « ${other.title} » ${said}`
}
