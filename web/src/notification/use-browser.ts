import { notificationApi } from '#contract/notification/api.ts'
import { useEffect, useState } from 'react'
import { canPush, ownSubscription, subscribe, unsubscribe } from '../platform/push.ts'
import { useAction, useApi } from '../platform/query.ts'

type Way =
  /** It cannot: too old, or reached without HTTPS. */
  | 'impossible'
  /** Its owner has refused; only the browser's own settings change that. */
  | 'refused'
  | 'off'
  | 'on'

/** This browser as a way to be told. */
export const useBrowser = () => {
  const { data } = useApi(notificationApi.readPush, {})
  const [endpoint, setEndpoint] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(() => canPush() && Notification.permission === 'denied')
  const after = { invalidates: [notificationApi.readPush] }
  const name = useAction(notificationApi.subscribePush, after)
  const forget = useAction(notificationApi.unsubscribePush, after)
  const [fault, setFault] = useState<Error | null>(null)
  useEffect(() => {
    void ownSubscription().then((own) => setEndpoint(own?.endpoint ?? null))
  }, [])

  const browsers = data?.browsers ?? []
  const own = browsers.find((one) => one.endpoint === endpoint)
  const begin = async (publicKey: string) => {
    setFault(null)
    if ((await Notification.requestPermission()) !== 'granted') {
      setRefused(Notification.permission === 'denied')
      return
    }
    const subscription = await subscribe(publicKey).catch((error: unknown) => {
      setFault(error instanceof Error ? error : new Error(String(error)))
      return null
    })
    const { endpoint: given, keys } = subscription?.toJSON() ?? {}
    const [p256dh, auth] = [keys?.['p256dh'], keys?.['auth']]
    if (given === undefined || p256dh === undefined || auth === undefined) return
    setEndpoint(given)
    name.mutate({ endpoint: given, p256dh, auth })
  }
  const wayOf = (): Way => {
    if (!canPush() || data?.publicKey == null) return 'impossible'
    if (isRefused) return 'refused'
    return own === undefined ? 'off' : 'on'
  }
  return {
    way: wayOf(),
    others: browsers.filter((one) => one !== own),
    isPending: name.isPending || forget.isPending,
    error: name.error ?? forget.error ?? fault,
    begin: () => void (data?.publicKey == null ? undefined : begin(data.publicKey)),
    end: () => {
      if (own === undefined) return
      void unsubscribe()
      forget.mutate({ id: own.id })
    },
    forget: (id: string) => forget.mutate({ id }),
  }
}
