import { foundFirm, desk } from './firm.ts'
import { openBrowser } from './browser.ts'
import { startProduct, account } from './stage.ts'
import { voiceOf } from './voice.ts'
import { incidentApi } from '../contract/src/incident/api.ts'
import { interventionApi } from '../contract/src/intervention/api.ts'
import { setTimeout as sleep } from 'node:timers/promises'
const product = await startProduct({
  TROUSSE_ADMIN_EMAIL: account.email,
  TROUSSE_ADMIN_PASSWORD: account.password,
})
const browser = await openBrowser()
try {
  await sleep(1500)
  const first = await voiceOf(product.url, account)
  const { arnaud, mail } = await foundFirm({ first: async () => first } as never)
  const voice = await voiceOf(product.url, desk)
  const record = await voice.call(incidentApi.report, {
    title: 'Plus de réseau au dépôt',
    clientId: arnaud.id,
    serviceId: mail.id,
    urgency: 2,
    impact: 2,
  })
  const visit = await voice.call(interventionApi.plan, {
    number: record.number,
    plannedFrom: new Date(Date.now() - 600_000).toISOString(),
    plannedUntil: new Date(Date.now() + 3_600_000).toISOString(),
    place: '3 rue des Lices, Nantes',
  })
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    isMobile: true,
    hasTouch: true,
  })
  await context.addCookies([{ ...voice.cookie, url: product.url }])
  const page = await context.newPage()
  page.on('console', (m) => console.log('console', m.type(), m.text().slice(0, 300)))
  page.on('pageerror', (e) => console.log('pageerror', e.message))
  page.on('requestfailed', (r) => console.log('failed', r.url(), r.failure()?.errorText))
  await page.goto(`${product.url}/interventions/${visit.id}`)
  await page.getByText('Cette page marche aussi').waitFor()
  await page.screenshot({ path: '/tmp/v1.png', fullPage: true })
  console.log(
    await page.evaluate(
      `caches.open('trousse-visits').then(c=>c.keys()).then(k=>k.map(r=>r.url).join('\\n'))`,
    ),
  )
  console.log('controlled', await page.evaluate(`navigator.serviceWorker.controller !== null`))
  await context.setOffline(true)
  await page.reload().catch((e: Error) => console.log('reload', e.message))
  await sleep(4000)
  await page.screenshot({ path: '/tmp/v2.png', fullPage: true })
  console.log(page.url(), (await page.evaluate<string>('document.body.innerText')).slice(0, 600))
} finally {
  await browser.close()
  await product.stop()
}
