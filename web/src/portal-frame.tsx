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
  if (!isClient(session)) return <PortalShell pages={ofSuppliers} />
  const pages = seesCompany(session) ? ofContacts : ofRequesters
  return <PortalShell pages={pages} hours={<HoursLine />} />
}
