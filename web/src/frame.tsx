import { lazy, Suspense } from 'react'
import { isStaff, useSession } from './platform/session.tsx'
import { rail } from './rail.tsx'
import { AppShell } from './ui/app-shell.tsx'
import type { PortalPage } from './ui/portal-shell.tsx'

const PortalShell = lazy(() =>
  import('./ui/portal-shell.tsx').then((module) => ({ default: module.PortalShell })),
)

/** The provider's people work in the shell; clients and suppliers have the portal around their pages. */
export const Frame = () => {
  const session = useSession()
  if (isStaff(session)) return <AppShell entries={rail} />
  return (
    <Suspense fallback={null}>
      <PortalShell pages={portal} />
    </Suspense>
  )
}

const portal: readonly PortalPage[] = [
  { label: 'shell.portal.ask', href: '/portail' },
  { label: 'shell.portal.mine', href: '/portail/demandes' },
  { label: 'shell.portal.services', href: '/portail/services' },
  { label: 'shell.portal.help', href: '/portail/aide' },
]
