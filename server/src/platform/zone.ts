import { invalid } from './failure.ts'

/** A time zone is one of the IANA names that this server knows: offsets have no summer. */
export const checkZone = (zone: string): string => {
  if (!isZone(zone)) throw invalid('zone', `"${zone}" is not an IANA time zone such as Europe/Paris`)
  return zone
}

const isZone = (zone: string): boolean => {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
