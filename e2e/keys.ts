import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** Goes on with Tab until the control of that name has the keyboard, as somebody without a mouse does. */
export const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  const passed: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    const now = await page.evaluate<string>(nameOfActive)
    if (name.test(now)) return
    passed.push(now)
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab never came to ${String(name)}; it passed ${passed.join(', ')}`)
}

/** Counts the keys that are pressed from now on: what a person's hands would do, whatever the machine's speed. */
export const countKeys = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(`
    window.pressed = 0
    window.addEventListener('keydown', () => { window.pressed += 1 }, true)`)
  return () => page.evaluate<number>('window.pressed')
}

/** Seconds a key of an unhurried typist (Card, Moran and Newell, 1980: 40 words a minute, thinking included in the tab stops). */
export const secondsPerKey = 0.28

const nameOfActive = `(() => {
  const active = document.activeElement
  if (active === null) return ''
  const labels = [...(active.labels ?? [])].map((label) => label.textContent)
  return [active.getAttribute('aria-label'), ...labels, active.matches('button, a') ? active.textContent : '']
    .filter(Boolean).join(' ').trim()
})()`
