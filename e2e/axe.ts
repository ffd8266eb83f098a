import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  help: string
  nodes: { target: string[] }[]
}

const everything = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
/** All that another appearance of the same page can change. */
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** What axe-core finds on the page as it stands: WCAG 2.2 A and AA. Empty is the only good answer. */
export const findBarriers = async (page: Page, what: 'everything' | 'colours'): Promise<string[]> => {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(source)
  // What passes is not written out: it is most of the page, and nobody reads it. Of the page's files, one rule needs the media.
  const options = JSON.stringify({
    runOnly: what === 'colours' ? colours : everything,
    resultTypes: ['violations'],
    preload: { assets: ['media'] },
  })
  const findings = await page.evaluate<Finding[]>(`
    axe.run(document, ${options}).then((result) =>
      result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target }) => ({ target })) })))`)
  return findings.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} – ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  )
}
