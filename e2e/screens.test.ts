import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { agreementApi } from '../contract/src/agreement/api.ts'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { Import } from '../contract/src/import/shape.ts'
import { Article, knowledgeApi } from '../contract/src/knowledge/api.ts'
import { incidentApi } from '../contract/src/incident/api.ts'
import { inventoryApi } from '../contract/src/inventory/api.ts'
import { licenceApi } from '../contract/src/licence/api.ts'
import { interventionApi } from '../contract/src/intervention/api.ts'
import { personApi } from '../contract/src/person/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { verificationApi } from '../contract/src/verification/api.ts'
import { artefactApi } from '../contract/src/artefact/api.ts'
import { reportApi } from '../contract/src/report/api.ts'
import { requestApi } from '../contract/src/request/api.ts'
import { reportOf } from '../server/src/testing/software.ts'
import { emma, farid, foundFirm, sophie } from './firm.ts'
import { furnish } from './park.ts'
import { inspect, openScene, password, phone, wide } from './scene.ts'
import { account } from './stage.ts'
import { voiceOf, type Account } from './voice.ts'

/** Every page that routes.tsx knows, so that a new one is looked at without being listed here. */
const routes = readFileSync(join(import.meta.dirname, '../web/src/routes.tsx'), 'utf8')
const pagesOf = (parent: string): string[] =>
  [...routes.matchAll(new RegExp(String.raw`page\(${parent},\s*'([^']+)'`, 'g'))].map(([, path = '']) => path)
const isOfPortal = (path: string) => path.startsWith('/portail')
const staffPages = [...pagesOf('staff'), ...pagesOf('frame').filter((path) => !isOfPortal(path))]
const portalPages = pagesOf('frame').filter(isOfPortal)

const scene = await openScene()
const english: Account = { email: 'olive@trousse.test', password }
/** What stands for `$number`, `$id` and their like in an address. */
const examples = new Map<string, string>()
let blancs = ''
/** Each contact reads the report of his own company. */
const portalReports = new Map<Account, string>()

before(async () => {
  const { arnaud, blanc, telecom, mail, computers } = await foundFirm(scene)
  const { call, cookie } = await scene.first()
  await call(personApi.create, {
    ...english,
    name: 'Olive Stone',
    language: 'en',
    roles: ['D', 'RGS/AC', 'RGS/RC', 'CS'],
    isAdministrator: true,
  })
  const report = { clientId: arnaud.id, serviceId: mail.id, urgency: 1, impact: 2 }
  const { number } = await call(incidentApi.report, { ...report, title: 'Plus de messages depuis 9 h' })
  await call(recordApi.comment, { number, body: '<p>Nous regardons.</p>', minutes: 12 })
  await call(recordApi.move, { number, move: 'escalate' })
  const handed = { supplierId: telecom.id, reference: 'TA-77' }
  await call(recordApi.move, { number, move: 'delegate-supplier', fields: handed })
  await call(recordApi.attachCaller, { number, clientId: blanc.id, caller: 'Tom Blanc' })
  const client = await voiceOf(scene.url, emma)
  const asked = await client.call(requestApi.submit, {
    title: 'An account for Mrs Roy',
    serviceId: computers.id,
  })
  const { items: people } = await call(personApi.list, {})
  const { items: agreements } = await call(agreementApi.list, {})
  const { items: calendars } = await call(artefactApi.list, { kind: 'calendar' })
  const visit = await call(interventionApi.plan, {
    number,
    plannedFrom: new Date(Date.now() + 3_600_000).toISOString(),
    plannedUntil: new Date(Date.now() + 7_200_000).toISOString(),
    place: '3 rue des Lices',
  })
  const article = Article.parse(
    await call(knowledgeApi.create, {
      content: {
        title: { fr: 'Changer son mot de passe', en: 'Change your password' },
        body: { fr: '<p>Ouvrez la page du compte.</p>', en: '<p>Open the page of the account.</p>' },
        visibility: 'clients',
        clientId: null,
      },
    }),
  )
  await call(artefactApi.approve, { id: article.latest.id })
  const park = await furnish(await scene.first(), { clientId: arnaud.id, serviceId: mail.id })
  examples.set('/portail/parc/$number', park.laptop.number)
  const own = await call(configurationApi.create, {
    type: 'workstation',
    name: 'PC-BLANC',
    clientId: blanc.id,
  })
  blancs = own.number
  const { items: models } = await call(artefactApi.list, { kind: 'request-model' })
  const item = await call(configurationApi.create, {
    type: 'workstation',
    name: 'PC-ACCUEIL',
    clientId: arnaud.id,
    attributes: { serial: 'ZX81', warrantyEnd: '2027-05-31' },
  })
  const server = await call(configurationApi.create, { type: 'server', name: 'SRV-1', state: 'planned' })
  await call(configurationApi.relate, { from: item.number, to: server.number, kind: 'depends-on' })
  examples.set('/parc/$number', item.number)
  const form = new FormData()
  form.append('file', new File(['Nom;Type\nPC-1;Poste de travail\n;Écran\n'], 'parc.csv'))
  const sent = await fetch(`${scene.url}/api/v1/imports`, {
    method: 'POST',
    headers: { cookie: `${cookie.name}=${cookie.value}` },
    body: form,
  })
  examples.set('/parc/import/$id', Import.parse(await sent.json()).id)
  const campaign = await call(verificationApi.open, { name: 'Parc de la menuiserie', clientId: arnaud.id })
  const { items: reports } = await call(reportApi.issue, { clientIds: [arnaud.id, blanc.id] })
  const reportFor = (id: string) => reports.find(({ clientId }) => clientId === id)?.id ?? ''
  portalReports.set(sophie, reportFor(arnaud.id)).set(emma, reportFor(blanc.id))
  examples.set('/parc/verifications/$id', campaign.id)
  const { url } = await call(inventoryApi.makeSecret, { id: arnaud.id })
  await fetch(scene.url + new URL(url).pathname, {
    method: 'POST',
    headers: { 'user-agent': 'OCS-NG_WINDOWS_AGENT_v2.10.1.0', 'content-type': 'application/xml' },
    body: reportOf('PC-LOGICIELS', { 'Métré Pro': '12.4' }),
  })
  const { items: titles } = await call(licenceApi.listTitles, {})
  examples.set('/parc/logiciels/$id', titles[0]?.id ?? '')
  examples.set('/parc/rapports/$id', reportFor(arnaud.id))
  examples.set('/clients/$id/configuration', arnaud.id)
  examples.set('/connaissances/$number', article.number)
  examples.set('/connaissances/$number/modifier', article.number)
  examples.set('/portail/aide/$number', article.number)
  const { items: changeModels } = await call(artefactApi.list, { kind: 'change-model' })
  examples.set('/reglages/changements/$id', changeModels[0]?.id ?? '')
  examples.set('/reglages/modeles/$id', models[0]?.id ?? '')
  examples.set('/portail/catalogue/$key', models[0]?.key ?? '')
  examples.set('/tickets/$number', number)
  examples.set('/interventions/$id', visit.id)
  examples.set('/portail/demandes/$number', asked.number)
  examples.set('/personnes/$id', people[0]?.id ?? '')
  examples.set('/clients/$id', arnaud.id)
  examples.set('/fournisseurs/$id', telecom.id)
  examples.set('/contrats/$id', agreements[0]?.id ?? '')
  examples.set('/reglages/calendriers/$id', calendars[0]?.id ?? '')
  examples.set('/methode/procedures/$key', 'incident')
})

const addressOf = (path: string): string => {
  const example = examples.get(path)
  assert.ok(!path.includes('$') || example, `say here what stands for the end of ${path}`)
  return path.replace(/\$\w+/, example ?? '')
}

const tour = async (
  who: Account,
  language: 'fr' | 'en',
  { pages, width }: { pages: string[]; width: number },
) => {
  assert.ok(pages.length > 4, 'the pages are read from routes.tsx')
  const window = await scene.window(who, { language, width })
  for (const path of pages) {
    await window.goto(scene.url + addressOf(path))
    await window.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await window.evaluate('document.documentElement.lang.slice(0, 2)'), language, path)
    await inspect(window, `${path}, ${language}, ${width}`)
  }
}

test('every page of the provider can be used by everybody: French, wide, light and dark', async () => {
  await tour(account, 'fr', { pages: staffPages, width: wide })
})

test('every page of the provider can be used by everybody: English, on a phone, light and dark', async () => {
  await tour(english, 'en', { pages: staffPages, width: phone })
})

test('every page of the portal can be used by everybody: French, on a phone, and English, wide', async () => {
  examples.set('/portail/demandes/$number', 'INC-1')
  examples.set('/portail/parc/rapports/$id', portalReports.get(sophie) ?? '')
  await tour(sophie, 'fr', { pages: portalPages.filter((path) => path !== '/portail/confie'), width: phone })
  examples.set('/portail/demandes/$number', 'REQ-1')
  // Hers: the other is of another client.
  examples.set('/portail/parc/$number', blancs)
  examples.set('/portail/parc/rapports/$id', portalReports.get(emma) ?? '')
  await tour(emma, 'en', { pages: portalPages.filter((path) => path !== '/portail/confie'), width: wide })
})

test('every page of a supplier can be used by everybody', async () => {
  const window = await scene.window(farid, { path: '/portail' })
  await window.getByRole('heading', { level: 1 }).waitFor()
  await inspect(window, 'the work that was handed over')
  await window.goto(`${scene.url}/portail/confie`)
  await window.getByRole('heading', { level: 1 }).waitFor()
  await inspect(window, '/portail/confie')
})
