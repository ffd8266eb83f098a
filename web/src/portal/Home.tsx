import { useEffect } from 'react'
import { useGo } from '../platform/address.ts'
import { isClient, isStaff, useSession } from '../platform/session.tsx'

/** The portal's door: clients ask, suppliers see what they were entrusted with, the provider's people work elsewhere. */
export const Home = () => {
  const go = useGo()
  const session = useSession()
  const href = isStaff(session) ? '/' : isClient(session) ? '/portail/aide-immediate' : '/portail/confie'
  useEffect(() => void go(href), [go, href])
  return null
}
