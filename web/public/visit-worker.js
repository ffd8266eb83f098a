// Answers for pages that are used in the field – visits, verifications – when there is no network. The page itself fills the cache; here it is only read.
/** The folder of pages that this registration looks after has a cache of its own. */
const scope = new URL(self.registration.scope).pathname
const cacheName = `trousse ${scope}`
const patience = 4000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(networkFirst(request, scope))
  else if (url.pathname.startsWith('/assets/') || isPlainFile(url.pathname))
    event.respondWith(cacheFirst(request))
  else if (isKept(url.pathname)) event.respondWith(networkFirst(request, url.pathname))
})

const isPlainFile = (path) => path === '/appearance.js' || path === '/mark.svg'
const isKept = (path) =>
  path === '/api/v1/session' ||
  path === '/api/v1/organisation' ||
  path === '/api/v1/ci-types' ||
  /^\/api\/v1\/(interventions|verifications)\/[\w-]+$/.test(path)

/** What the network does not give in time comes from the last visit here. */
const networkFirst = async (request, key) => {
  const cache = await caches.open(cacheName)
  const fresh = fetch(request)
  const known = await cache.match(key)
  if (known === undefined) return fresh
  // Whoever is asked again later must not be told that nobody listened.
  fresh.catch(() => undefined)
  const late = new Promise((resolve) => setTimeout(() => resolve(known), patience))
  return Promise.race([fresh.catch(() => known), late])
}

const cacheFirst = async (request) => {
  const cache = await caches.open(cacheName)
  return (await cache.match(new URL(request.url).pathname)) ?? fetch(request)
}
