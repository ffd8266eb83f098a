import { lazy, Suspense } from 'react'
import { isStaff, useSession } from './platform/session.tsx'
import { loadAllWords } from './platform/words.ts'
import { rail } from './rail.tsx'
import { AppShell } from './ui/app-shell.tsx'

const PortalFrame = lazy(async () => {
  const [module] = await Promise.all([import('./portal-frame.tsx'), loadAllWords()])
  return { default: module.PortalFrame }
})

/** The provider's people work in the shell; clients and suppliers have the portal around their pages. */
export const Frame = () => {
  const session = useSession()
  if (isStaff(session)) return <AppShell entries={rail} />
  return (
    <Suspense fallback={null}>
      <PortalFrame />
    </Suspense>
  )
}
