import { lazyRouteComponent } from '@tanstack/react-router'
import { isStaff, useSession, type Session } from './platform/session.tsx'
import { loadAllWords } from './platform/words.ts'
import { rail } from './rail.tsx'
import { AppShell } from './ui/app-shell.tsx'

const PortalFrame = lazyRouteComponent(async () => {
  const [module] = await Promise.all([import('./portal-frame.tsx'), loadAllWords()])
  return { default: module.PortalFrame }
})

/** Fetched beside the page: React shows what comes in a second step only a third of a second later. */
export const loadFrame = async (session: Session): Promise<void> => {
  if (!isStaff(session)) await PortalFrame.preload?.()
}

/** The provider's people work in the shell; clients and suppliers have the portal around their pages. */
export const Frame = () => (isStaff(useSession()) ? <AppShell entries={rail} /> : <PortalFrame />)
