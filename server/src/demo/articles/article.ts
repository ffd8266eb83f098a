import type { ClientKey } from '../firm/clients.ts'
import type { StaffKey } from '../firm/people.ts'
import type { ServiceKey } from '../firm/services.ts'

/** One article of the firm: what it says, who wrote it, whom it is for, and what became of it. */
export interface ArticleOf {
  title: string
  en?: { title: string; body: string }
  body: string
  service: ServiceKey
  category: string
  author: StaffKey
  /** Everybody's unless said: the team's alone, or one client's. */
  readers?: 'staff' | ClientKey
  /** What a second version says instead, and why. */
  revised?: { body: string; note: string }
  /** Not published: it is still written, waits for approval, or was sent back. */
  ends?: 'draft' | 'submitted' | 'rejected'
}

export const steps = (...items: readonly string[]): string =>
  `<ol>${items.map((item) => `<li><p>${item}</p></li>`).join('')}</ol>`
export const points = (...items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li><p>${item}</p></li>`).join('')}</ul>`
export const say = (...paragraphs: readonly string[]): string =>
  paragraphs.map((text) => `<p>${text}</p>`).join('')
export const part = (title: string, html: string): string => `<h2>${title}</h2>${html}`
