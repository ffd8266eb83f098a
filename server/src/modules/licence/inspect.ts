import type { Finding } from '#contract/configuration/audit.ts'
import type { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { fill } from '../report/index.ts'
import { judgeLicences, type JudgedLicence } from './facts.ts'
import { wordsIn } from './say.ts'

const silentDays = 30
const namedAtMost = 5

/** What the check of the configuration finds among licences: more taken than bought, and what has expired and is used on. */
export const inspectLicences = async (context: Context, client: string | undefined) => {
  const judged = (await judgeLicences(context, silentDays)).filter(
    ({ row }) => client === undefined || (row.clientId ?? 'none') === client,
  )
  const overUsed = judged.filter(({ verdict }) => verdict.state === 'over-used')
  const inUse = judged.filter(({ verdict }) => verdict.because.some(({ code }) => code === 'expired-in-use'))
  const names = await namesOf(context, [...overUsed, ...inUse].flatMap(concerned))
  const nameAll = (licence: JudgedLicence): string => {
    const all = concerned(licence)
    const shown = all.slice(0, namedAtMost).map((id) => names.get(id) ?? '')
    return `${shown.join(', ')}${all.length > namedAtMost ? ' …' : ''}`
  }
  return [
    {
      rule: 'licence-over-used' as const,
      items: overUsed.map((licence) =>
        asFinding(
          licence,
          inBoth('told', {
            used: licence.verdict.used ?? 0,
            bought: licence.verdict.bought ?? 0,
            names: nameAll(licence) || '–',
          }),
        ),
      ),
    },
    {
      rule: 'licence-expired-in-use' as const,
      items: inUse.map((licence) => asFinding(licence, inBoth('toldInUse', { names: nameAll(licence) }))),
    },
  ]
}

/** Of an over-used one those beyond first; of the others all that count. */
const concerned = ({ verdict }: JudgedLicence): string[] => {
  const beyond = [...verdict.machines].filter(([, problem]) => problem === 'beyond').map(([id]) => id)
  return beyond.length > 0 ? beyond : [...verdict.machines.keys()]
}

const inBoth = (key: 'told' | 'toldInUse', values: Record<string, string | number>): Words => ({
  fr: fill(wordsIn('fr')[key], values),
  en: fill(wordsIn('en')[key], values),
})

const asFinding = ({ row }: JudgedLicence, told: Words): Finding => ({
  number: row.number,
  name: row.name,
  type: 'licence',
  state: row.state,
  clientName: row.clientName,
  attribute: null,
  on: row.expiresOn,
  other: null,
  told,
})

const namesOf = async ({ db }: Context, ids: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select ci_id as id, name from ci_state where ci_id = any(${[...new Set(ids)]}::uuid[]) and valid_to = 'infinity'`.execute(
    db,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
