const dayMs = 86_400_000

/** Days as text, without a zone: "2026-03-02". */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

export const daysFrom = (first: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => addDays(first, at))

/** Of work and of on-call: hours, however many; a day of either is no day of the calendar. */
export const hoursOf = (minutes: number): string => {
  const whole = Math.abs(minutes)
  const text = `${Math.floor(whole / 60)}\u00A0h\u00A0${String(whole % 60).padStart(2, '0')}`
  return minutes < 0 ? `−${text}` : text
}
