import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kitKeys, kitXml, procedureOf } from './a-kit-procedure.ts'
import { inLanguage } from './translate.ts'

/** Drawings with fewer names than others have. */
const short = new Map([
  ['configuration-policy', 15],
  ['configuration-report', 7],
  ['configuration-verification', 19],
  ['duty', 26],
  ['trend-review', 12],
])

for (const key of kitKeys) {
  test(`the English drawing of ${key} bears every English name and is drawn the same`, async () => {
    const xml = kitXml(key)
    const english = await inLanguage(xml, 'en')
    const names = [...xml.matchAll(/ trousse:en="([^"]+)" name="/g)].map(([, name]) => name ?? '')
    assert.ok(names.length > (short.get(key) ?? 30))
    for (const name of names) assert.ok(english.includes(` trousse:en="${name}" name="${name}"`), name)
    assert.match(english, /<bpmn:text>At every step: /)
    const shapes = (text: string): string[] => text.match(/<d[ci]:.*/g) ?? []
    assert.deepEqual(shapes(english), shapes(xml))
    const [fr, en] = [await procedureOf(xml), await procedureOf(english)]
    assert.deepEqual(
      en.steps.map(({ id, moves }) => [id, moves.map((move) => move.target)]),
      fr.steps.map(({ id, moves }) => [id, moves.map((move) => move.target)]),
    )
  })
}

test('French is the file itself, and a file that cannot be read stays what it is', async () => {
  assert.equal(await inLanguage(kitXml('incident'), 'fr'), kitXml('incident'))
  assert.equal(await inLanguage('<nothing', 'en'), '<nothing')
})
