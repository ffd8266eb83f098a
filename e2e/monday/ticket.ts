import type { Locator } from 'playwright-core'
import type { Hand } from './hand.ts'

export const toMyWork = async (hand: Hand) => {
  await hand.click(hand.page.getByRole('link', { name: 'Mon travail', exact: true }))
  await hand.page.getByRole('tab', { name: /À prendre/ }).waitFor()
}

export const openTicket = async (hand: Hand, title: string) => {
  const { page } = hand
  await hand.click(page.getByRole('link', { name: new RegExp(`[A-Z]+-\\d+ ${title}`) }).first())
  await page.getByRole('heading', { level: 1 }).getByText(title).waitFor()
}

export const choose = async (hand: Hand, name: RegExp, letters: string) => {
  const field = hand.page.getByRole('combobox', { name })
  await hand.click(field)
  await hand.type(field, letters)
  await hand.press('Enter')
}

export const moves = (hand: Hand) => hand.page.getByRole('region', { name: 'Prochaine étape' })

/** A move of the ticket: its button, what it asks for, and its button again. */
export const take = async (hand: Hand, name: string, fill: (form: Locator) => Promise<void>) => {
  await hand.click(moves(hand).getByRole('button', { name, exact: true }))
  const form = moves(hand).getByRole('form')
  await fill(form)
  await hand.click(form.getByRole('button', { name, exact: true }))
  await form.waitFor({ state: 'detached' })
}

export const say = async (hand: Hand, words: string) => {
  const box = hand.page.getByRole('textbox', { name: 'Votre message' })
  await hand.click(box)
  await hand.type(box, words)
  await hand.press('Control+Enter')
  await hand.page.getByRole('list').getByText(words).first().waitFor()
}

/** `cell`: how grave and how urgent, as the grid names it. */
export const classify = (hand: Hand, service: string, cell: RegExp) =>
  take(hand, 'Classer', async (form) => {
    await choose(hand, /^Service/, service)
    await hand.click(form.getByRole('radio', { name: cell }))
  })
