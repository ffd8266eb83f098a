import { configurationApi } from '#contract/configuration/api.ts'
import { useApi } from './platform/query.ts'
import { isClient, seesCompany, useSession } from './platform/session.tsx'
import { HoursLine } from './portal/hours-line.tsx'
import { PortalShell, type PortalPage } from './ui/portal-shell.tsx'

const ofRequesters: readonly PortalPage[] = [
  { label: 'shell.portal.ask', href: '/portail/aide-immediate' },
  { label: 'shell.portal.mine', href: '/portail/demandes' },
  { label: 'shell.portal.services', href: '/portail/services' },
  { label: 'shell.portal.help', href: '/portail/aide' },
]

/** Who looks after the company has a page more. */
const ofContacts: readonly PortalPage[] = [
  ...ofRequesters.slice(0, 2),
  { label: 'shell.portal.company', href: '/portail/entreprise' },
  ...ofRequesters.slice(2),
]

const ofSuppliers: readonly PortalPage[] = [
  { label: 'portal.supplier.title', href: '/portail/confie' },
  { label: 'shell.portal.help', href: '/portail/aide' },
]

export const PortalFrame = () => {
  const session = useSession()
  const things = useThings()
  if (!isClient(session)) return <PortalShell pages={before(ofSuppliers, things)} />
  const pages = seesCompany(session) ? ofContacts : ofRequesters
  return <PortalShell pages={before(pages, things)} hours={<HoursLine />} />
}

/** Who has nothing written down has no page about it. One line is asked for, and seldom. */
const useThings = (): PortalPage[] => {
  const session = useSession()
  const { data } = useApi(configurationApi.list, { limit: 1 }, { staleTime: 600_000 })
  if (data === undefined || data.items.length === 0) return []
  return [
    {
      label: isClient(session) ? 'shell.portal.things' : 'shell.portal.thingsInHand',
      href: '/portail/parc',
    },
  ]
}

/** Help comes last. */
const before = (pages: readonly PortalPage[], things: readonly PortalPage[]): readonly PortalPage[] => [
  ...pages.slice(0, -1),
  ...things,
  ...pages.slice(-1),
]
