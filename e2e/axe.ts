import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  help: string
  nodes: { target: string[] }[]
}

/** What axe-core finds on the page as it stands: WCAG 2.2 A and AA. Empty is the only good answer. */
export const findBarriers = async (page: Page): Promise<string[]> => {
  await page.evaluate(source)
  const findings = await page.evaluate<Finding[]>(`
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((result) =>
      result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target }) => ({ target })) })))`)
  return findings.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} – ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  )
}
