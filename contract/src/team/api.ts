import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { all, ById, Id, Name, Nothing, Version } from '../list.ts'
import { Role } from '../role.ts'

export const Team = z.object({
  id: Id,
  name: z.string(),
  /** Roles for which its members may act. */
  mandates: z.array(Role),
  members: z.array(z.object({ id: Id, name: z.string() })),
  version: Version,
})
export type Team = z.infer<typeof Team>

const Mandate = z.enum(['D', 'RGS/AC', 'RGS/RC', 'CS'])
const fields = { name: Name.max(100), mandates: z.array(Mandate).max(4), members: z.array(Id).max(100) }

export const teamApi = {
  list: endpoint('GET /teams', Nothing, all(Team), {
    for: staff,
    summary: 'Teams with members and mandates',
  }),
  create: endpoint(
    'POST /teams',
    z.object({ ...fields, mandates: fields.mandates.default([]), members: fields.members.default([]) }),
    Team,
    { for: staff, summary: 'A new team', status: 201 },
  ),
  edit: endpoint('PATCH /teams/{id}', z.object(fields).partial().extend({ id: Id, version: Version }), Team, {
    for: staff,
    summary: 'Edit a team',
  }),
  end: endpoint('POST /teams/{id}/end', ById, Team, { for: staff, summary: 'End a team' }),
}

export const teamEvents = {
  'team.created': z.record(z.string(), z.unknown()),
  'team.edited': z.record(z.string(), z.unknown()),
  'team.ended': z.object({}),
}
