import { asOwner, type Town } from './fill/town.ts'
import { staffJob, type Job } from './jobs.ts'

const changes = 10_000

/**
 * 10,000 changes of three hours, one each fifty minutes: half are over, half to come. Each names three items of its client, so that a
 * window meets seven others, and some of them by what their items stand on.
 */
export const fillChanges = (ownerUrl: string, { clients }: Town): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    await owner.query('begin')
    await owner.query("set local session_replication_role = 'replica'")
    await owner.query(
      `create temporary table planned on commit drop as
       select uuidv7() as id, n, ($1::uuid[])[1 + n % cardinality($1::uuid[])] as client,
         date_trunc('minute', clock_timestamp()) + (n - $2::int / 2) * interval '50 minutes' as at
       from generate_series(0, $2::int - 1) n`,
      [clients, changes],
    )
    await owner.query(`insert into subject (id, kind) select id, 'record' from planned`)
    const { rows } = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'record'::regclass and attnum > 0 and attgenerated = '' and not attisdropped`,
    )
    const columns = rows.map(({ name }) => name)
    // Like an incident that is open, but for what makes it a change.
    await owner.query(
      `insert into record (${columns.join()}) select ${columns.map((name) => `(made.y).${name}`).join()}
       from (select jsonb_populate_record(o, jsonb_build_object('id', p.id, 'number', 'CHG-' || nextval('chg_number'), 'kind', 'CHG',
           'client_id', p.client, 'requester_id', null, 'assignee_id', null, 'facts', jsonb_build_object('changeType', 'normal'))) as y
         from planned p, record o where o.id = (select id from record where kind = 'INC' and phase = 'active' and merged_into_id is null limit 1)) made`,
    )
    await owner.query(
      `insert into change (record_id, window_from, window_to, outage_minutes) select id, at, at + interval '3 hours', 30 from planned`,
    )
    await owner.query(
      `insert into record_ci (record_id, ci_id, at)
       select p.id, i.ci_id, clock_timestamp()
       from planned p, generate_series(0, 2) k,
         (select ci_id, client_id, row_number() over (partition by client_id order by ci_id) - 1 as place, count(*) over (partition by client_id) as many
          from ci_state where valid_to = 'infinity') i
       where i.client_id = p.client and i.place = (p.n * 7 + k * 1667) % i.many
       on conflict do nothing`,
    )
    await owner.query('commit')
    await owner.query('vacuum (analyze)')
  })

/** What is asked of each change that is to come, and of a month of them. */
export const changeJobs = (ownerUrl: string): Promise<Job[]> =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ number: string }>(
      `select r.number from record r join change c on c.record_id = r.id where c.window_from > now() order by hashtext(r.number) limit 300`,
    )
    const month = Temporal.Now.plainDateISO().with({ day: 1 }).add({ months: 1 })
    return [
      staffJob(
        'conflicts',
        'conflicts of one among 10,000 changes',
        rows.map(({ number }) => `/changes/${number}/conflicts`),
      ),
      staffJob('change-month', 'a month of changes', [
        `/calendar?from=${month.toString()}&to=${month.toPlainYearMonth().toPlainDate({ day: month.daysInMonth }).toString()}`,
      ]),
    ]
  })
