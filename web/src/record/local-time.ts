/** What a `datetime-local` input holds and an instant, in the zone in which the reader's times are shown. */
export const instantAt = (local: string, zone: string): string | null => {
  const asUtc = Date.parse(`${local}:00Z`)
  if (Number.isNaN(asUtc)) return null
  const first = asUtc - offsetAt(asUtc, zone)
  return new Date(asUtc - offsetAt(first, zone)).toISOString()
}

export const localAt = (instant: string | number, zone: string): string => {
  const at = new Date(instant).getTime()
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16)
}

/** How far the clock on the wall is ahead of UTC, in milliseconds. */
const offsetAt = (at: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  )
  return wall - Math.floor(at / 1000) * 1000
}
