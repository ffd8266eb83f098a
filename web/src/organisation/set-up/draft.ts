import type { Calendar } from '#contract/calendar/shape.ts'
import type { InputOf } from '#contract/endpoint.ts'
import type { organisationApi } from '#contract/organisation/api.ts'
import type { Language } from '../../platform/words.ts'

/** What the steps gather; a calendar once hours were proposed. */
export interface Draft {
  country: string
  region: string | null
  size: '1-3' | '4-9' | '10-25'
  name: string
  zone: string
  phone: string
  emergencyPhone: string
  calendar: Calendar | null
  /** The firm's answers about public holidays, by question. */
  answers: Readonly<Record<string, string>>
  serviceName: string
  clientName: string
  personName: string
  email: string
  password: string
}

export interface StepProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

export const emptyDraft = (country: string): Draft => ({
  country,
  region: country === 'CA' ? 'QC' : null,
  size: '1-3',
  name: '',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  phone: '',
  emergencyPhone: '',
  calendar: null,
  answers: {},
  serviceName: '',
  clientName: '',
  personName: '',
  email: '',
  password: '',
})

type SetUp = InputOf<typeof organisationApi.setUp>

export const inputOf = (secret: string, draft: Draft, language: Language): SetUp => ({
  secret,
  organisation: {
    name: draft.name,
    country: draft.country,
    region: draft.region,
    size: draft.size,
    zone: draft.zone,
    language,
    phone: draft.phone.trim() === '' ? null : draft.phone,
    emergencyPhone: draft.emergencyPhone.trim() === '' ? null : draft.emergencyPhone,
  },
  person: { name: draft.personName, email: draft.email, password: draft.password },
  ...(draft.calendar === null ? {} : { calendar: { ...draft.calendar, zone: draft.zone } }),
  ...(draft.serviceName.trim() === '' ? {} : { serviceName: draft.serviceName }),
  ...(draft.clientName.trim() === '' ? {} : { clientName: draft.clientName }),
})
