import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const pages = globSync(['*.md', 'docs/**/*.md', 'bench/*.md'], { cwd: root })

/** What a page links to inside the repository, seen from the root. */
const linksOf = (page: string): string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!\w+:|#)([^)\s#]+)/g)].map(([, target = '']) =>
    relative(root, join(root, dirname(page), target)),
  )

test('what the documentation links to is there', () => {
  assert.ok(pages.length > 40, `${pages.length} pages`)
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${page} → ${target}`),
  )
  assert.deepEqual(broken, [])
})

test('every picture that is taken is shown', () => {
  const shown = new Set(pages.flatMap(linksOf))
  const pictures = globSync('docs/guide/images/*.png', { cwd: root })
  assert.ok(pictures.length > 0)
  assert.deepEqual(
    pictures.filter((picture) => !shown.has(picture)),
    [],
  )
})
