import type { RecordMove, Table } from './table.ts'

/** The moves that are offered at every step and therefore drawn as no flow. */
export const legendOf = ({ recordMoves }: Table): { fr: string; en: string } => ({
  fr: `À toute étape : ${recordMoves.map((move) => entry(move, move.fr)).join(' · ')}`,
  en: `At every step: ${recordMoves.map((move) => entry(move, move.en)).join(' · ')}`,
})

const entry = (move: RecordMove, label: string): string => `${label} (${move.roles.join(', ')})`
