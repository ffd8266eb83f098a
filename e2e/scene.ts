import assert from 'node:assert/strict'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { findBarriers } from './axe.ts'
import { openBrowser } from './browser.ts'
import { account, startProduct, type Circumstances } from './stage.ts'
import { firstVoiceOf, voiceOf, type Account, type Voice } from './voice.ts'

export interface Scene {
  url: string
  said: () => string
  /** The first account, through the interface for programs. */
  first: () => Promise<Voice>
  /** A window of somebody who has signed in, or of nobody. */
  window: (who: Account | null, options?: WindowOptions) => Promise<Page>
}

interface WindowOptions {
  width?: number
  language?: 'fr' | 'en'
  path?: string
}

export const password = 'mot de passe de scène'
export const wide = 1440
export const phone = 390

/** One product and one browser for the journeys of a file; both end with it. */
export const openScene = async (
  environment?: Record<string, string>,
  circumstances?: Circumstances,
): Promise<Scene> => {
  const product = await startProduct(
    environment ?? { TROUSSE_ADMIN_EMAIL: account.email, TROUSSE_ADMIN_PASSWORD: account.password },
    circumstances,
  )
  const browser = await openBrowser()
  after(async () => {
    await browser.close()
    await product.stop()
  })
  return {
    url: product.url,
    said: product.said,
    first: () => firstVoiceOf(product.url, account),
    window: async (who, { width = wide, language = 'fr', path = '/' } = {}) => {
      const options: BrowserContextOptions = {
        viewport: { width, height: width === phone ? 844 : 900 },
        locale: language === 'fr' ? 'fr-FR' : 'en-GB',
        timezoneId: 'Europe/Paris',
        colorScheme: 'light',
        reducedMotion: 'reduce',
        ...(width === phone ? { hasTouch: true, isMobile: true } : {}),
      }
      const context = await browser.newContext(options)
      if (who !== null) {
        const { cookie } = await voiceOf(product.url, who)
        await context.addCookies([{ ...cookie, url: product.url }])
      }
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      await page.goto(product.url + path)
      return page
    },
  }
}

/** What everybody can use: no barrier in light or dark, and nothing that runs out of a phone. */
export const inspect = async (page: Page, screen: string): Promise<void> => {
  const isDark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`)
  // Each change of appearance styles the whole page anew: it begins with the one that it stands in, and ends in the other.
  for (const colorScheme of isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme })
    await becomeCalm(page, colorScheme)
    const barriers = await findBarriers(page, colorScheme === 'dark' ? 'colours' : 'everything')
    assert.deepEqual(barriers, [], `${screen}, ${colorScheme}`)
  }
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  assert.ok(overflow <= 0, `${screen} is ${overflow} pixels wider than its window`)
}

/** Waits until the appearance has changed, and nothing moves or is still being fetched. */
const becomeCalm = async (page: Page, scheme: 'dark' | 'light'): Promise<void> => {
  for (let tries = 0; tries < 100; tries++) {
    const isCalm = await page.evaluate<boolean>(`
      document.documentElement.dataset.mantineColorScheme === '${scheme}' &&
      document.getAnimations().every(({ playState }) => playState !== 'running') &&
      document.querySelector('[aria-busy="true"]') === null`)
    if (isCalm) return
    await sleep(50)
  }
}
