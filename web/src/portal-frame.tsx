import { isClient, useSession } from './platform/session.tsx'
import { HoursLine } from './portal/hours-line.tsx'
import { PortalShell, type PortalPage } from './ui/portal-shell.tsx'

const ofClients: readonly PortalPage[] = [
  { label: 'shell.portal.ask', href: '/portail/aide-immediate' },
  { label: 'shell.portal.mine', href: '/portail/demandes' },
  { label: 'shell.portal.services', href: '/portail/services' },
  { label: 'shell.portal.help', href: '/portail/aide' },
]

const ofSuppliers: readonly PortalPage[] = [
  { label: 'portal.supplier.title', href: '/portail/confie' },
  { label: 'shell.portal.help', href: '/portail/aide' },
]

export const PortalFrame = () =>
  isClient(useSession()) ? (
    <PortalShell pages={ofClients} hours={<HoursLine />} />
  ) : (
    <PortalShell pages={ofSuppliers} />
  )
