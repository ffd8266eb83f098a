import type { Locator, Page } from 'playwright-core'

export interface Actions {
  clicks: number
  keys: number
}

/** The hands of one person at one window. The page itself counts what reaches it; only a person’s own acts are trusted events. */
export interface Hand {
  page: Page
  click: (target: Locator) => Promise<void>
  type: (target: Locator, text: string) => Promise<void>
  press: (key: string) => Promise<void>
  /** What was done since it was asked last. */
  count: () => Promise<Actions>
}

/** A letter that the driver’s keyboard has no key for (é) arrives without a press: it counts as one. */
const counting = `
  const add = (kind) => sessionStorage.setItem(kind, String(Number(sessionStorage.getItem(kind) ?? 0) + 1))
  addEventListener('click', (event) => { if (event.isTrusted && event.detail > 0) add('clicks') }, true)
  addEventListener('keydown', (event) => { if (event.isTrusted) add('keys') }, true)
  addEventListener('beforeinput', ({ data }) => { if (/[^\\x00-\\x7f]/.test(data ?? '')) add('keys') }, true)`

export const handOn = async (page: Page): Promise<Hand> => {
  await page.addInitScript(counting)
  await page.reload()
  return {
    page,
    click: (target) => target.click(),
    type: (target, text) => target.pressSequentially(text),
    press: (key) => page.keyboard.press(key),
    count: () =>
      page.evaluate<Actions>(`(() => {
        const of = (kind) => Number(sessionStorage.getItem(kind) ?? 0)
        const counted = { clicks: of('clicks'), keys: of('keys') }
        sessionStorage.removeItem('clicks')
        sessionStorage.removeItem('keys')
        return counted
      })()`),
  }
}
