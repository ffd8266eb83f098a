/** Months as the address has them, 2026-03, and the days that the server asks for. */
export const monthOf = (day: string): string => day.slice(0, 7)

export const addMonths = (month: string, by: number): string => {
  const [year = 0, fromOne = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, fromOne - 1 + by, 1, 12)).toISOString().slice(0, 7)
}

export const daysOf = (month: string): { from: string; to: string } => {
  const [year = 0, fromOne = 1] = month.split('-').map(Number)
  return { from: `${month}-01`, to: new Date(Date.UTC(year, fromOne, 0, 12)).toISOString().slice(0, 10) }
}

/** The running month and those before it, the latest first; the one that is looked at is among them. */
export const choicesOf = (thisMonth: string, chosen: string): string[] => {
  const usual = Array.from({ length: 25 }, (_, back) => addMonths(thisMonth, -back))
  return usual.includes(chosen) ? usual : [...usual, chosen]
}

export const isMonth = (text: string | undefined): text is string =>
  text !== undefined && /^(19[9]\d|2\d{3})-(0[1-9]|1[0-2])$/.test(text)
