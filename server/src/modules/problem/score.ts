type Reason = 'text' | 'ci' | 'service'

interface Signs {
  /** How much the words are alike, 0 to 1, by their trigrams. */
  alike: number
  sharesService: boolean
  /** How many items both name. */
  items: number
}

/** Words alone must be rather alike; with the same item or service less will do. The service alone says nothing. */
const enough = 0.45
const enoughInService = 0.25

/** Whether a known error may explain an incident, how likely, and why it is thought so; null: it is not. */
export const scoreOf = ({
  alike,
  sharesService,
  items,
}: Signs): { likeness: number; why: Reason[] } | null => {
  const isAlike = alike >= (sharesService || items > 0 ? enoughInService : enough)
  if (!isAlike && items === 0) return null
  const why: Reason[] = [
    ...(isAlike ? (['text'] as const) : []),
    ...(items > 0 ? (['ci'] as const) : []),
    ...(sharesService ? (['service'] as const) : []),
  ]
  const likeness = (isAlike ? alike * 0.6 : 0) + (items > 0 ? 0.3 : 0) + (sharesService ? 0.1 : 0)
  return { likeness: Math.min(1, likeness), why }
}
