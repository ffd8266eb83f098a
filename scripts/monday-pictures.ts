import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { handOn } from '../e2e/monday/hand.ts'
import { playMorning, prepareMonday } from '../e2e/monday/morning.ts'
import { account, freePort, startProduct } from '../e2e/stage.ts'
import { firstVoiceOf } from '../e2e/voice.ts'

/** The pictures of a Monday morning, taken while the journey plays it; for the English ones the page changes its language for a moment. */
export const takeMonday = async (browser: Browser, folder: string): Promise<void> => {
  const doorPort = await freePort()
  const { url, stop } = await startProduct({
    TROUSSE_ADMIN_EMAIL: account.email,
    TROUSSE_ADMIN_PASSWORD: account.password,
    TROUSSE_SMTP_PORT: String(doorPort),
  })
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  })
  try {
    const { voice } = await prepareMonday({ url, first: () => firstVoiceOf(url, account) }, doorPort)
    await context.addCookies([{ ...voice.cookie, url }])
    const page = await context.newPage()
    await page.goto(`${url}/mon-travail`)
    await playMorning({
      hand: await handOn(page),
      picture: async (name) => {
        for (const [language, next] of [
          ['fr', 'EN – English'],
          ['en', 'FR – Français'],
        ] as const) {
          await settle(page)
          await page.screenshot({ path: join(folder, `${name}-${language}.png`), caret: 'hide' })
          await page.evaluate(`document.querySelector('button[aria-label="${next}"]').click()`)
          console.log(`${name}-${language}.png`)
        }
        await settle(page)
      },
    })
  } finally {
    await context.close()
    await stop()
  }
}

const settle = (page: Page) => page.waitForTimeout(700)
