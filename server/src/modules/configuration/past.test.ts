import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configurationApi } from '#contract/configuration/api.ts'
import type { CiState } from '#contract/configuration/shape.ts'
import { emitter, noDoor, noHouse, type Context } from '#platform/context.ts'
import { transact } from '#platform/database/transaction.ts'
import { Failure } from '#platform/failure.ts'
import { DatabaseError } from 'pg'
import { aClient, anAgent } from '../../testing/makers.ts'
import { rowsOf } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'
import { openRandom } from '../../demo/random.ts'
import { createItem, editItem } from './commands.ts'
import { mergeItems, unmergeItem } from './merge.ts'
import { listItems, readItem } from './queries.ts'
import { relateItems, unrelateItems } from './relations.ts'

const edits = Number(process.env['TROUSSE_HISTORY_EDITS'] ?? 3_000)
const { next: random, pick, between, chance } = openRandom(process.env['TROUSSE_SEED'] ?? 'past')

const server = await startServer('2026-01-05T08:00:00Z')
const manager = await anAgent(server, { roles: ['RGS/AC', 'CS'] })
const clients = [await aClient(server), await aClient(server), await aClient(server)].map(({ id }) => id)

/** The product's own commands under the manager's session, without HTTP between: ten thousand of them are wanted. */
const within = <T>(at: Temporal.Instant, work: (context: Context) => Promise<T>): Promise<T> =>
  transact(server.surroundings.pool, { as: 'session', secret: manager.token }, { now: at }, (db, actor) => {
    assert.ok(actor !== null)
    return work({ actor, db, now: at, emit: emitter(db, () => []), door: noDoor, house: noHouse })
  })

const states: CiState[] = ['planned', 'in-stock', 'in-test', 'in-service', 'in-repair', 'retired', 'disposed']
const types = ['server', 'virtual-machine', 'workstation', 'printer', 'application']
const live: string[] = []
const merged: string[] = []
const relations: string[] = []

const create = async (context: Context) => {
  const client = chance(0.1) ? null : pick(clients)
  const name = `Élément ${between(0, 999)}`
  const { number } = await createItem(
    context,
    configurationApi.create.input.parse({
      type: pick(types),
      name,
      clientId: client,
      state: pick(states),
      reason: 'test',
    }),
  )
  live.push(number)
}

const edit = async (context: Context) => {
  const number = pick(live)
  const { version, type } = await context.db
    .selectFrom('ci_state as s')
    .innerJoin('ci as c', 'c.id', 's.ci_id')
    .innerJoin('ci_type as t', 't.id', 's.type_id')
    .select(['s.version', 't.key as type'])
    .where('c.number', '=', number)
    .orderBy('s.valid_from', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const change = pick([
    { location: `Étage ${between(0, 8)}` },
    { clientId: chance(0.2) ? null : pick(clients) },
    { state: pick(states) },
    { name: `Renommé ${between(0, 999)}` },
    { criticality: pick([1, 2, 3, null]) },
    { attributes: type === 'printer' ? { counter: between(0, 999999) } : {} },
    {
      attributes:
        type === 'server' ? { serial: `S-${between(0, 49)}`, memoryMb: pick([null, 8192, 16_384]) } : {},
    },
  ])
  await editItem(context, configurationApi.edit.input.parse({ number, version, reason: 'test', ...change }))
}

const relate = async (context: Context) => {
  const relation = await relateItems(context, { from: pick(live), to: pick(live), kind: 'depends-on' })
  relations.push(relation.id)
}

const unrelate = async (context: Context) => {
  const [id] = relations.splice(Math.floor(random() * relations.length), 1)
  if (id !== undefined) await unrelateItems(context, { id })
}

const merge = async (context: Context) => {
  if (live.length < 20) return
  const number = pick(live)
  await mergeItems(context, { number, into: pick(live), reason: 'test' })
  live.splice(live.indexOf(number), 1)
  merged.push(number)
}

const unmerge = async (context: Context) => {
  const [number] = merged.splice(Math.floor(random() * merged.length), 1)
  if (number === undefined) return
  await unmergeItem(context, { number, reason: 'test' })
  live.push(number)
}

const turn = (): ((context: Context) => Promise<void>) => {
  const dice = random()
  if (live.length < 30 || dice < 0.006) return create
  if (dice < 0.8) return edit
  if (dice < 0.9) return relate
  if (dice < 0.97) return unrelate
  return dice < 0.985 ? merge : unmerge
}

/** An export: each row of the list, and each item whole with its relations. */
const exportOf = async (context: Context, client: string, at?: string) => {
  const rows = []
  let cursor: string | undefined
  do {
    const page = await listItems(context, {
      limit: 200,
      sort: 'name',
      ...(client === 'all' ? {} : { client }),
      ...(at === undefined ? {} : { at }),
      ...(cursor === undefined ? {} : { cursor }),
    })
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  const items = []
  for (const { number } of rows) {
    const {
      until: _until,
      actions: _actions,
      mergedInto: _merged,
      verifiedAt: _verified,
      ...item
    } = await readItem(context, at === undefined ? { number } : { number, at })
    items.push(item)
  }
  return JSON.stringify({ rows, items })
}

test(`after ${edits} edits, moves, relations, retirements and merges, each past says what its export said`, async () => {
  let now = Temporal.Instant.from('2026-01-05T08:00:00Z')
  const exports: { at: string; client: string; said: string }[] = []
  let refused = 0
  let isAnalysed = false
  for (let done = 0; done < edits;) {
    now = now.add({ milliseconds: 1 + between(0, 99999) })
    // Several in one transaction stand at one instant; a refusal (a ring, a stale number) undoes what came with it.
    const batch = Array.from({ length: 1 + between(0, 7) }, turn)
    const kept = [live, merged, relations].map((list) => [...list])
    await within(now, async (context) => {
      for (const step of batch) await step(context)
    }).catch((error: unknown) => {
      if (!(error instanceof Failure) && !(error instanceof DatabaseError)) throw error
      refused += 1
      for (const [index, list] of [live, merged, relations].entries())
        list.splice(0, list.length, ...(kept[index] ?? []))
    })
    done += batch.length
    // What autovacuum would have done by now.
    if (!isAnalysed && done > 300) await rowsOf(server, 'analyze')
    isAnalysed ||= done > 300
    if (chance(0.008)) {
      now = now.add({ milliseconds: 1 })
      const at = now.toString()
      const client = pick(['all', 'none', ...clients])
      exports.push({ at, client, said: await within(now, (context) => exportOf(context, client)) })
    }
  }
  assert.ok(exports.length > 2 && refused < edits / 20, `${exports.length} exports, ${refused} refused`)
  assert.ok(
    exports.some(({ said }) => said.length > 10_000),
    'the exports say something',
  )
  now = now.add({ hours: 1 })
  for (const { at, client, said } of exports) {
    assert.equal(await within(now, (context) => exportOf(context, client, at)), said, `${client} on ${at}`)
  }
})
