import type { InputOf } from '#contract/endpoint.ts'
import type { Person, personApi } from '#contract/person/api.ts'
import type { Role } from '#contract/role.ts'

export type Belonging = 'client' | 'supplier' | 'provider'

/** A person as it is typed. */
export interface PersonValues {
  belongs: Belonging
  clientId: string | null
  supplierId: string | null
  name: string
  email: string
  phone: string
  level: 'requester' | 'contact' | 'signatory'
  roles: readonly Role[]
  isAdministrator: boolean
}

export const emptyPerson: PersonValues = {
  belongs: 'client',
  clientId: null,
  supplierId: null,
  name: '',
  email: '',
  phone: '',
  level: 'requester',
  roles: [],
  isAdministrator: false,
}

export const belongingOf = ({ clientId, supplierId }: Pick<Person, 'clientId' | 'supplierId'>): Belonging =>
  clientId !== null ? 'client' : supplierId !== null ? 'supplier' : 'provider'

export const valuesOf = (person: Person): PersonValues => ({
  belongs: belongingOf(person),
  clientId: person.clientId,
  supplierId: person.supplierId,
  name: person.name,
  email: person.email ?? '',
  phone: person.phone ?? '',
  level: person.clientLevel ?? 'requester',
  roles: person.roles,
  isAdministrator: person.isAdministrator,
})

/** What the API takes: roles and level follow from whose person it is. */
export const inputOf = (values: PersonValues): InputOf<typeof personApi.create> => {
  const { belongs, level, roles, isAdministrator } = values
  const contact = {
    name: values.name.trim(),
    email: values.email.trim() === '' ? null : values.email.trim(),
    phone: values.phone.trim() === '' ? null : values.phone.trim(),
  }
  if (belongs === 'client')
    return { ...contact, roles: ['CL'], clientId: values.clientId, supplierId: null, clientLevel: level }
  if (belongs === 'supplier')
    return { ...contact, roles: ['FT'], clientId: null, supplierId: values.supplierId, clientLevel: null }
  return {
    ...contact,
    roles: [...roles],
    clientId: null,
    supplierId: null,
    clientLevel: null,
    isAdministrator,
  }
}
