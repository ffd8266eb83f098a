/** What must stay free whatever happens: a full disk stops the database too. */
export const reserve = 200e6

/** Whether a file of about `expected` bytes fits. */
export const hasRoom = (free: number, expected: number): boolean => free - expected >= reserve

/** Before there is a first one: text compresses to about a fifth, files hardly. */
export const expectedSize = (lastSize: number | null, databaseSize: number): number =>
  lastSize === null ? Math.round(databaseSize * 0.6) : Math.round(lastSize * 1.2)

/** A rehearsal writes the whole database once more. */
export const rehearsalSize = (databaseSize: number): number => Math.round(databaseSize * 1.3)

/** What the plan comes to when all its days, weeks and months are there. */
export const plannedSize = (
  lastSize: number,
  { keepDaily, keepWeekly, keepMonthly }: { keepDaily: number; keepWeekly: number; keepMonthly: number },
): number => lastSize * (keepDaily + keepWeekly + keepMonthly)
