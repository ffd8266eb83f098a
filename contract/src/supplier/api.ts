import { CreateOrganisation, EditOrganisation, Organisation, OrganisationFilter } from '../client/api.ts'
import { endpoint, staff } from '../endpoint.ts'
import { ById, listOf } from '../list.ts'

export const supplierApi = {
  list: endpoint('GET /suppliers', OrganisationFilter, listOf(Organisation), {
    for: ['staff', 'supplier'],
    summary: 'Suppliers; a supplier sees itself',
  }),
  read: endpoint('GET /suppliers/{id}', ById, Organisation, {
    for: ['staff', 'supplier'],
    summary: 'One supplier',
  }),
  create: endpoint('POST /suppliers', CreateOrganisation, Organisation, {
    for: staff,
    summary: 'A new supplier',
    status: 201,
  }),
  edit: endpoint('PATCH /suppliers/{id}', EditOrganisation, Organisation, {
    for: staff,
    summary: 'Edit a supplier',
  }),
  end: endpoint('POST /suppliers/{id}/end', ById, Organisation, { for: staff, summary: 'End a supplier' }),
}
