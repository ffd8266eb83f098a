// Shows what is pushed while no page is open; a click goes to the ticket. It answers for no page.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { title, body, url, tag, language } = event.data?.json() ?? {
    title: 'Trousse',
    url: '/notifications',
  }
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      tag,
      lang: language,
      icon: '/mark.svg',
      data: { url },
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.url ?? '/notifications'))
})

/** In a window that is open already, else in a new one; never outside of this address. */
const open = async (path) => {
  const { href, origin } = new URL(path, self.location.origin)
  if (origin !== self.location.origin) return
  const windows = await self.clients.matchAll({ type: 'window' })
  const [first] = windows
  if (first === undefined) await self.clients.openWindow(href)
  else {
    await first.focus()
    await first.navigate(href)
  }
}
