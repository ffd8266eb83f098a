import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

/**
 * The changes whose current submission waits for this very person: a seat whose turn it is and that is held by role or by standing in,
 * or an oral agreement still to be signed. Only the last round of each counts.
 */
export const awaitedFrom = async ({ db }: Context): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with mine as (select role from unnest('{D,RGS/AC,RGS/RC,CS}'::text[]) role where change_seat_basis(role, null) is not null),
    latest as (select distinct on (n.record_id) n.record_id, n.number, n.is_in_order
      from record r join change_round n on n.record_id = r.id
      where r.kind = 'CHG' and r.closed_at is null and r.merged_into_id is null and exists (select from mine)
      order by n.record_id, n.number desc)
    select n.record_id as id from latest n
    where not exists (select from change_void v where v.record_id = n.record_id and v.round = n.number)
      and exists (select from change_seat s join mine m on m.role = s.role
          left join change_decision d on d.record_id = s.record_id and d.round = s.round and d.seat = s.seat
        where s.record_id = n.record_id and s.round = n.number
          and case when d.basis is null then not n.is_in_order or not exists (select from change_seat e
              where e.record_id = s.record_id and e.round = s.round and e.seat < s.seat and not exists (
                select from change_decision x where x.record_id = e.record_id and x.round = e.round and x.seat = e.seat))
            else d.basis = 'oral' and change_signature_stands(s.record_id, s.round, s.seat) is null end
          and (d.basis is not null or change_round_state(n.record_id, n.number) = 'open'))`.execute(db)
  return rows.map(({ id }) => id)
}
