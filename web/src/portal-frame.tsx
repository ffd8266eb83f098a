import { PortalShell, type PortalPage } from './ui/portal-shell.tsx'

const pages: readonly PortalPage[] = [
  { label: 'shell.portal.ask', href: '/portail/aide-immediate' },
  { label: 'shell.portal.mine', href: '/portail/demandes' },
  { label: 'shell.portal.services', href: '/portail/services' },
  { label: 'shell.portal.help', href: '/portail/aide' },
]

export const PortalFrame = () => <PortalShell pages={pages} />
