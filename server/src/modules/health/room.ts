import type { Reading } from '#platform/module.ts'

/** The disk of the data folder. Below the first a night's backup may already fail; a full one stops the database. */
export const roomTone = (free: number, total: number): Pick<Reading, 'tone' | 'cause'> => {
  if (free < 1e9) return { tone: 'danger', cause: 'full' }
  if (free < 5e9 || free < total * 0.05) return { tone: 'warning', cause: 'low' }
  return { tone: 'success', cause: 'enough' }
}
