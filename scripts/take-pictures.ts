import { spawnSync } from 'node:child_process'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { configurationApi } from '../contract/src/configuration/api.ts'
import { potApi } from '../contract/src/pot/api.ts'
import { problemApi } from '../contract/src/problem/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { verificationApi } from '../contract/src/verification/api.ts'
import { openBrowser } from '../e2e/browser.ts'
import { startProduct } from '../e2e/stage.ts'
import { voiceOf, type Account } from '../e2e/voice.ts'
import { takeMonday } from './monday-pictures.ts'

/** The pictures of the README and the guide, taken from the sample organisation as it is told at each start. */
const folder = join(import.meta.dirname, '../docs/guide/images')
const mostBytes = 9_000_000
/** A year of the sample organisation is told first. */
const patienceMs = 1_800_000

type Language = 'fr' | 'en'
type Width = 1440 | 390
type Scheme = 'light' | 'dark'
type Who = 'owner' | 'manager' | 'requester' | 'contact'

interface Picture {
  name: string
  who: Who | null
  path: string
  width?: Width
  scheme?: Scheme
  /** What must stand on the page before, by language. */
  act?: (page: Page, language: Language) => Promise<void>
}

const byEmail: Record<Who, RegExp> = {
  owner: /helene\.kerbrat@\S+\s+(\S+)/,
  manager: /marc\.delaunay@\S+\s+(\S+)/,
  requester: /lucas\.herve@\S+\s+(\S+)/,
  contact: /elodie\.texier@\S+\s+(\S+)/,
}

/** Names on the command line: only these are taken anew, the others stay. */
const wanted = process.argv.slice(2)
const isWanted = ({ name }: Picture): boolean => wanted.length === 0 || wanted.includes(name)

const take = async (): Promise<void> => {
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const product = await startProduct({ TROUSSE_DEMO: '1', LOG_LEVEL: 'silent' }, { patienceMs })
  const browser = await openBrowser()
  try {
    const people = await readPeople(product.said)
    const subjects = await chooseSubjects(product.url, people)
    for (const language of ['fr', 'en'] as const) {
      for (const picture of picturesOf(subjects).filter(isWanted)) {
        await shoot(browser, { url: product.url, people, picture, language })
      }
    }
    if (wanted.length === 0) await takeMonday(browser, folder)
  } finally {
    await browser.close()
    await product.stop()
  }
  await shrink()
}

/** Passwords are printed a moment after the product is ready. */
const readPeople = async (said: () => string): Promise<Record<Who, Account>> => {
  const accountOf = (who: Who): Account => {
    const found = byEmail[who].exec(said())
    const [email = ''] = (found?.[0] ?? '').split(/\s+/)
    return { email, password: found?.[1] ?? '' }
  }
  for (let tries = 0; tries < 600; tries++) {
    if (byEmail.contact.test(said())) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    owner: accountOf('owner'),
    manager: accountOf('manager'),
    requester: accountOf('requester'),
    contact: accountOf('contact'),
  }
}

interface Subjects {
  open: string
  major: string | null
  demand: string
  toConfirm: string | null
  withPot: string | null
  /** An item with a long past, and an instant of it. */
  server: string
  earlier: string
  /** With a known error that the portal shows; and one that waits for a decision. */
  problem: string
  change: string
  /** A closed campaign. */
  campaign: string
}

const chooseSubjects = async (url: string, people: Record<Who, Account>): Promise<Subjects> => {
  const staff = await voiceOf(url, people.manager)
  const client = await voiceOf(url, people.contact)
  const first = async (voice: typeof staff, filter: { phase?: string; isMajor?: 'true' }) => {
    const { items } = await voice.call(recordApi.list, { ...filter, kind: 'INC', sort: 'updated', limit: 5 })
    return items[0]?.number ?? null
  }
  const open = await first(staff, { phase: 'active' })
  const demand = (await first(client, { phase: 'active' })) ?? (await first(client, {}))
  if (open === null || demand === null) throw new Error('The sample organisation has no open incident')
  const { items } = await staff.call(configurationApi.list, { q: 'MOR-SRV-01', limit: 1 })
  const server = items[0]?.number ?? ''
  const past = (await staff.call(configurationApi.history, { number: server })).items
  const changes = await staff.call(recordApi.list, { kind: 'CHG', phase: 'active', limit: 50 })
  const campaigns = await staff.call(verificationApi.list, {})
  return {
    open,
    demand,
    server,
    earlier: past[Math.floor(past.length / 2)]?.at ?? '',
    problem: (await staff.call(problemApi.knownErrors, { limit: 1 })).items[0]?.number ?? '',
    change: changes.items.find(({ step }) => step.id === 'HA')?.number ?? '',
    campaign: campaigns.items.find(({ closedAt }) => closedAt !== null)?.id ?? '',
    major: await first(staff, { isMajor: 'true' }),
    toConfirm: await first(client, { phase: 'resolved' }),
    withPot: (await staff.call(potApi.list, {})).items[0]?.clientId ?? null,
  }
}

const picturesOf = ({ open, major, demand, toConfirm, withPot, ...of }: Subjects): Picture[] => [
  { name: 'sign-in', who: null, path: '/connexion' },
  { name: 'inventory', who: 'owner', path: '/parc/inventaire' },
  { name: 'deviations', who: 'owner', path: '/parc/ecarts' },
  { name: 'my-work', who: 'manager', path: '/mon-travail' },
  { name: 'list', who: 'manager', path: '/tickets?phase=new,active' },
  { name: 'list-dark', who: 'manager', path: '/tickets?phase=new,active', scheme: 'dark' },
  { name: 'record', who: 'manager', path: `/tickets/${open}` },
  { name: 'record-phone', who: 'manager', path: `/tickets/${open}`, width: 390 },
  { name: 'new-ticket', who: 'manager', path: '/nouveau' },
  ...(major === null ? [] : [{ name: 'major-incident', who: 'manager' as const, path: `/tickets/${major}` }]),
  { name: 'grid', who: 'manager', path: '/reglages/grille' },
  { name: 'calendars', who: 'manager', path: '/reglages/calendriers' },
  { name: 'procedure', who: 'manager', path: '/methode/procedures/incident' },
  { name: 'portal-ask', who: 'requester', path: '/portail/aide-immediate', act: say },
  { name: 'portal-ask-phone', who: 'requester', path: '/portail/aide-immediate', width: 390, act: say },
  { name: 'portal-list', who: 'contact', path: '/portail/demandes?voir=entreprise' },
  { name: 'portal-demand', who: 'contact', path: `/portail/demandes/${demand}` },
  {
    name: 'portal-demand-phone',
    who: 'contact',
    path: `/portail/demandes/${toConfirm ?? demand}`,
    width: 390,
    scheme: 'dark',
  },
  { name: 'portal-services', who: 'contact', path: '/portail/services' },
  { name: 'portal-catalogue', who: 'contact', path: '/portail/aide-immediate', act: ask },
  { name: 'knowledge', who: 'manager', path: '/connaissances' },
  { name: 'article', who: 'manager', path: '/connaissances/ART-1' },
  { name: 'park', who: 'manager', path: '/parc' },
  { name: 'park-item', who: 'manager', path: `/parc/${of.server}` },
  { name: 'park-past', who: 'manager', path: `/parc/${of.server}?at=${encodeURIComponent(of.earlier)}` },
  { name: 'park-history', who: 'manager', path: `/parc/${of.server}?onglet=historique` },
  { name: 'impact', who: 'manager', path: `/parc/${of.server}?onglet=impact` },
  { name: 'reports', who: 'manager', path: '/parc/rapports' },
  { name: 'campaigns', who: 'manager', path: `/parc/verifications/${of.campaign}` },
  { name: 'licences', who: 'manager', path: '/parc/licences' },
  { name: 'problem', who: 'manager', path: `/tickets/${of.problem}` },
  { name: 'known-errors', who: 'manager', path: '/erreurs-connues' },
  { name: 'trends', who: 'manager', path: '/problemes/tendances' },
  { name: 'indicators', who: 'manager', path: '/rapports/indicateurs' },
  { name: 'change', who: 'manager', path: `/tickets/${of.change}` },
  { name: 'change-calendar', who: 'manager', path: '/changements/calendrier' },
  { name: 'actors', who: 'manager', path: '/reglages/acteurs' },
  { name: 'models', who: 'manager', path: '/reglages/modeles' },
  { name: 'planning', who: 'manager', path: '/planning' },
  { name: 'on-call', who: 'manager', path: '/astreinte', scheme: 'dark' },
  { name: 'time', who: 'manager', path: '/temps' },
  { name: 'mails', who: 'manager', path: '/reglages/courriels' },
  { name: 'letters', who: 'manager', path: '/reglages/notifications' },
  { name: 'preferences', who: 'manager', path: '/profil/notifications' },
  { name: 'duties', who: 'manager', path: '/methode/rythme' },
  { name: 'recurrences', who: 'manager', path: '/reglages/recurrences' },
  ...(withPot === null
    ? []
    : [{ name: 'pots', who: 'manager' as const, path: `/clients/${withPot}`, act: toPots }]),
  { name: 'company', who: 'contact', path: '/portail/entreprise' },
  { name: 'health', who: 'owner', path: '/reglages/etat' },
  { name: 'backups', who: 'owner', path: '/reglages/sauvegardes' },
]

const toPots = async (page: Page, language: Language): Promise<void> => {
  await page
    .getByRole('heading', { name: language === 'fr' ? 'Forfaits d’heures' : 'Pots of hours' })
    .scrollIntoViewIfNeeded()
}

const ask = async (page: Page, language: Language): Promise<void> => {
  await page.getByText(language === 'fr' ? 'J’ai besoin de quelque chose' : 'I need something').click()
}

const say = async (page: Page, language: Language): Promise<void> => {
  const isFrench = language === 'fr'
  await page.getByText(isFrench ? 'Quelque chose ne marche pas' : 'Something does not work').click()
  await page
    .getByLabel(isFrench ? 'Que se passe-t-il' : 'What is going on')
    .fill(isFrench ? 'Je ne reçois plus d’e-mail depuis 9 h' : 'I have received no e-mail since 9:00')
}

interface Shot {
  url: string
  people: Record<Who, Account>
  picture: Picture
  language: Language
}

const shoot = async (browser: Browser, { url, people, picture, language }: Shot): Promise<void> => {
  const { name, who, path, width = 1440, scheme = 'light', act } = picture
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: scheme,
    reducedMotion: 'reduce',
  })
  if (who !== null) {
    const { cookie } = await voiceOf(url, people[who])
    await context.addCookies([{ ...cookie, url }])
    await context.request.patch(`${url}/api/v1/session/person`, { data: { language } })
  }
  const page = await context.newPage()
  await page.goto(url + path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await act?.(page, language)
  await settle(page)
  await page.screenshot({ path: join(folder, `${name}-${language}.png`), caret: 'hide' })
  await context.close()
  console.log(`${name}-${language}.png`)
}

/** Nothing is being fetched or drawn any more. */
const settle = async (page: Page): Promise<void> => {
  for (let calm = 0, tries = 0; calm < 4 && tries < 60; tries++) {
    const isBusy = await page.evaluate<boolean>(`document.querySelector('[aria-busy="true"]') !== null`)
    calm = isBusy ? 0 : calm + 1
    await page.waitForTimeout(200)
  }
}

const isTaken = (file: string): boolean =>
  wanted.length === 0 || wanted.includes(basename(file).replace(/-(?:fr|en)\.png$/, ''))

/** With pngquant at hand the pictures take a third of the room; without it they are kept as the browser wrote them. */
const shrink = async (): Promise<void> => {
  const files = (await readdir(folder)).map((file) => join(folder, file))
  // What was not taken anew has lost what it can.
  spawnSync('pngquant', ['--force', '--skip-if-larger', '--ext', '.png', ...files.filter(isTaken)])
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total > mostBytes) throw new Error(`The pictures take ${total} bytes: at most ${mostBytes} are wanted`)
}

await take()
