import { Dimension, type Figures, type Trends, type TrendLine } from '#contract/trend/shape.ts'
import type { RecordRow, WorkContext } from '../record/index.ts'
import { numbersBehind } from './incidents.ts'
import { periodOf, type Period } from './period.ts'
import { findingsBefore, type FindingBefore } from './before.ts'
import { trendsIn } from './trends.ts'

/** More nobody decides in a meeting: the strongest come first. */
const most = 60
/** How many of each dimension a report shows. */
const mostShares = 8

interface Group extends TrendLine {
  by: Dimension
  before: FindingBefore | undefined
}

/** Writes down what stands out in a period, as it stands now; answers how many there are to decide. */
export const gatherFindings = async (
  context: WorkContext,
  row: RecordRow,
  given: { from?: string | undefined; to?: string | undefined },
): Promise<number> => {
  const { db, actor, now, emit } = context
  const period = await periodOf(context, given)
  const known = await findingsBefore(db, row.id)
  const seen: Trends[] = []
  for (const by of Dimension.options) seen.push(await trendsIn(db, period, { by }, watchedKeys(known, by)))
  const groups = chosen(seen, known)
  const [first] = seen
  const total = first?.total ?? 0
  const [from, to] = [first?.from ?? '', first?.to ?? '']
  const review = {
    from_on: from,
    to_on: to,
    total,
    shares: JSON.stringify(sharesOf(seen)),
    gathered_at: now,
    gathered_by: actor?.id ?? null,
  }
  await db
    .insertInto('trend_review')
    .values({ record_id: row.id, ...review })
    .onConflict((conflict) => conflict.column('record_id').doUpdateSet(review))
    .execute()
  // Gathered anew, what was decided stays; the rest is as it stands now.
  await db.deleteFrom('trend_finding').where('review_id', '=', row.id).where('decision', 'is', null).execute()
  await keep(context, { row, period, groups })
  await emit({
    subject: row.id,
    event: 'trend.gathered',
    body: { from, to, total, findings: groups.map(({ by, key, verdict, n }) => ({ by, key, verdict, n })) },
    audience: { number: row.number },
  })
  return groups.length
}

const watchedKeys = (known: readonly FindingBefore[], by: Dimension): ReadonlySet<string> =>
  new Set(known.flatMap((one) => (one.by === by && one.decision === 'watch' ? [one.key] : [])))

/** All that stands out, and what was to be watched since the review before; rises first, then what came most often. */
const chosen = (seen: readonly Trends[], known: readonly FindingBefore[]): Group[] =>
  seen
    .flatMap(({ by, lines }) =>
      lines.map((line): Group => ({
        ...line,
        by,
        before: known.find((one) => isSame(one, { by, key: line.key })),
      })),
    )
    .filter(({ standsOut, before }) => standsOut || before?.decision === 'watch')
    .toSorted(
      (a, b) =>
        Number(b.verdict === 'rises') - Number(a.verdict === 'rises') ||
        Number(b.standsOut) - Number(a.standsOut) ||
        b.n - a.n ||
        (a.by + a.key < b.by + b.key ? -1 : 1),
    )
    .slice(0, most)

/** Titles change from month to month: those that share half of their words, two at least, say the same. */
const isSame = (one: FindingBefore, { by, key }: { by: Dimension; key: string }): boolean => {
  if (one.by !== by) return false
  if (by !== 'text' || one.key === key) return one.key === key
  const [a, b] = [new Set(one.key.split(' ')), new Set(key.split(' '))]
  const shared = a.intersection(b).size
  return shared >= 2 && shared * 2 >= Math.min(a.size, b.size)
}

const sharesOf = (seen: readonly Trends[]) =>
  seen.map(({ by, lines }) => ({
    by,
    lines: lines.slice(0, mostShares).map(({ key, name, n, cumulative }) => ({ key, name, n, cumulative })),
  }))

const keep = async (
  { db }: WorkContext,
  { row, period, groups }: { row: RecordRow; period: Period; groups: readonly Group[] },
): Promise<void> => {
  const numbers = new Map<Dimension, ReadonlyMap<string, string[]>>()
  for (const [by, list] of Map.groupBy(groups, (group) => group.by)) {
    const keys = list.map(({ key }) => key)
    numbers.set(by, await numbersBehind(db, period, { asked: { by }, keys }))
  }
  const rows = groups.map((group, position) => ({
    review_id: row.id,
    position,
    by: group.by,
    key: group.key,
    name: JSON.stringify(group.name),
    verdict: group.verdict,
    figures: JSON.stringify(figuresOf(group)),
    incidents: numbers.get(group.by)?.get(group.key) ?? [],
    before_id: group.before?.id ?? null,
  }))
  if (rows.length === 0) return
  await db
    .insertInto('trend_finding')
    .values(rows)
    .onConflict((conflict) => conflict.constraint('trend_finding_once').doNothing())
    .execute()
}

const figuresOf = ({ n, expected, past, yearBefore, chance, isUneven, recurs }: TrendLine): Figures => ({
  n,
  expected,
  past,
  yearBefore,
  chance,
  isUneven,
  recurs,
})
