import { asOwner, type Town } from './fill/town.ts'
import { staffJob, type Job } from './jobs.ts'

const items = 100_000
const layers = 10
const past = "interval '3 years'"

/**
 * A park of 100,000 items in three states each and 300,000 relations. Each client's items stand in ten layers; one depends on three of the
 * layer below that stand near it, so that what hangs on an item grows with the distance without becoming everything.
 */
export const fillPark = (ownerUrl: string, { clients, services }: Town): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    await owner.query('begin')
    // Their triggers guard what people write; here the states are made as they would have let them be.
    await owner.query("set local session_replication_role = 'replica'")
    await owner.query(
      `create temporary table made on commit drop as
       select uuidv7() as id, n, ($1::uuid[])[1 + n % cardinality($1::uuid[])] as client, n / cardinality($1::uuid[]) as place,
         (array['workstation', 'workstation', 'printer', 'server', 'virtual-machine', 'application'])[1 + (hashtext(n::text) & 65535) % 6] as type
       from generate_series(0, $2::int - 1) n`,
      [clients, items],
    )
    await owner.query(`insert into subject (id, kind) select id, 'ci' from made`)
    await owner.query(
      `insert into ci (id, number, created_at) select id, 'CI-' || nextval('ci_number'), clock_timestamp() - ${past} from made order by n`,
    )
    await owner.query(
      `insert into ci_state (ci_id, valid_from, valid_to, version, type_id, name, state, client_id, location, attributes, source)
       select m.id, clock_timestamp() - ${past} + v * interval '1 year' + m.n * interval '1 second',
         case when v = 2 then 'infinity' else clock_timestamp() - ${past} + (v + 1) * interval '1 year' + m.n * interval '1 second' end,
         v + 1, t.id, upper(left(m.type, 3)) || '-' || lpad((hashtext(m.n::text) & 1048575)::text, 7, '0'), 'in-service', m.client,
         'Bureau ' || (m.n + v) % 40,
         jsonb_build_object('manufacturer', 'Dell', 'model', 'Latitude ' || m.n % 90, 'serial', md5(m.n::text), 'memoryMb', 8192 * (1 + v)), 'hand'
       from made m join ci_type t on t.key = m.type, generate_series(0, 2) v`,
    )
    await owner.query(
      `insert into ci_relation (from_id, to_id, kind, valid_from, carrier_id, carried_id, source)
       select distinct on (upper.id, lower.id) upper.id, lower.id, 'depends-on', clock_timestamp() - ${past} + interval '1 day' * (upper.n % 900), lower.id, upper.id, 'hand'
       from made upper, generate_series(0, 2) k, made lower
       where upper.place % ${layers} < ${layers - 1} and lower.client = upper.client
         and lower.place = upper.place + 1 + ${layers} * ((hashtext((upper.n * 3 + k)::text) & 65535) % 7 - 3)`,
    )
    await owner.query(
      `insert into ci_relation (from_id, to_id, kind, valid_from, carrier_id, carried_id, source)
       select service, m.id, 'depends-on', clock_timestamp() - ${past}, m.id, service, 'hand'
       from unnest($1::uuid[]) with ordinality s (service, nth), made m where m.place % ${layers} = 0 and m.place % 60 = 10 * ((nth - 1) % 6)`,
      [services],
    )
    await owner.query('commit')
    await owner.query('vacuum (analyze)')
  })

export const parkJobs = (ownerUrl: string, { clients }: Town): Promise<Job[]> =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ number: string; at: string }>(
      `select c.number, to_char(now() - interval '18 months', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
       from ci c where exists (select from ci_relation r where r.carrier_id = c.id)
         and not exists (select from ci_relation r where r.carried_id = c.id) order by hashtext(c.number) limit 300`,
    )
    const at = rows[0]?.at ?? ''
    const lists = [
      ...clients.map((id) => `client=${id}`),
      ...clients.map((id) => `client=${id}&type=server`),
      '',
      'type=printer',
    ]
    return [
      staffJob(
        'item',
        'read an item',
        rows.map(({ number }) => `/cis/${number}`),
      ),
      staffJob(
        'items',
        'list of 50 items',
        lists.map((filter) => `/cis?${filter}`),
      ),
      staffJob(
        'items-past',
        'list of 50 items, 18 months ago',
        lists.map((filter) => `/cis?${filter}&at=${at}`),
      ),
      staffJob(
        'impact',
        'impact, depth 8',
        rows.map(({ number }) => `/cis/${number}/impact?depth=8`),
      ),
    ]
  })
