/** Notifications of this browser while no page is open; the pages of visits have a worker of their own. */
const worker = '/push-worker.js'

export const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

export const ownSubscription = async (): Promise<PushSubscription | null> => {
  if (!canPush()) return null
  const registration = await navigator.serviceWorker.getRegistration('/')
  return (await registration?.pushManager.getSubscription()) ?? null
}

export const subscribe = async (publicKey: string): Promise<PushSubscription> => {
  await navigator.serviceWorker.register(worker, { scope: '/' })
  const { pushManager } = await navigator.serviceWorker.ready
  // One that was made for another key is of no use.
  await (await pushManager.getSubscription())?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

/** Also at the end of a session: what is pushed is for who was signed in here. */
export const unsubscribe = async (): Promise<void> => {
  await (await ownSubscription())?.unsubscribe()
}
