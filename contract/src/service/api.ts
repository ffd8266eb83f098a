import { z } from 'zod'
import { endpoint, everyone, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { all, ById, Id, Name, Nothing, Version } from '../list.ts'
import { Words } from '../words.ts'

export const Service = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  isEssential: z.boolean(),
  /** Its own hours, where no agreement says others. */
  calendarId: Id.nullable(),
  version: Version,
})
export type Service = z.infer<typeof Service>

const fields = {
  name: Name,
  description: z.string().trim().max(5000).optional(),
  isEssential: z.boolean().optional(),
  calendarId: Id.nullable().optional(),
}

export const RecordKind = z.enum(['INC', 'REQ', 'PRB', 'CHG', 'ECH'])
export type RecordKind = z.infer<typeof RecordKind>
/** What people report and ask for: what categories and templates are about. */
export const TicketKind = RecordKind.extract(['INC', 'REQ'])
export const Category = z.object({
  id: Id,
  name: Words,
  parentId: Id.nullable(),
  kind: TicketKind,
  position: z.int(),
})
export type Category = z.infer<typeof Category>

/** How a service is doing; one that is not named has nothing to report. */
export const ServiceState = z.object({
  serviceId: Id,
  state: z.enum(['disturbed', 'major']),
  since: Instant,
})
export type ServiceState = z.infer<typeof ServiceState>

export const serviceApi = {
  list: endpoint('GET /services', Nothing, all(Service), { for: everyone, summary: 'Services offered' }),
  read: endpoint('GET /services/{id}', ById, Service, { for: everyone, summary: 'One service' }),
  listStates: endpoint('GET /service-states', Nothing, all(ServiceState), {
    for: ['client'],
    summary: 'Which of your services are disturbed, and since when: what happened stays unsaid',
  }),
  create: endpoint('POST /services', z.object(fields), Service, {
    for: staff,
    summary: 'A new service',
    status: 201,
  }),
  edit: endpoint(
    'PATCH /services/{id}',
    z.object(fields).partial().extend({ id: Id, version: Version }),
    Service,
    {
      for: staff,
      summary: 'Edit a service',
    },
  ),
  end: endpoint('POST /services/{id}/end', ById, Service, { for: staff, summary: 'End a service' }),
  listCategories: endpoint('GET /categories', Nothing, all(Category), {
    for: everyone,
    summary: 'Categories of incidents and requests',
  }),
  createCategory: endpoint(
    'POST /categories',
    z.object({ name: Words, parentId: Id.nullable().optional(), kind: TicketKind.default('INC') }),
    Category,
    { for: staff, summary: 'A new category', status: 201 },
  ),
  editCategory: endpoint('PATCH /categories/{id}', z.object({ id: Id, name: Words }), Category, {
    for: staff,
    summary: 'Rename a category',
  }),
  endCategory: endpoint('DELETE /categories/{id}', ById, Nothing, {
    for: staff,
    summary: 'End a category: records keep it, new ones can’t choose it',
  }),
}

const Facts = z.record(z.string(), z.unknown())
export const serviceEvents = {
  'service.created': Facts,
  'service.edited': z.object({ before: Facts, after: Facts }),
  'service.ended': z.object({}),
}
