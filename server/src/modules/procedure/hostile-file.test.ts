import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { aDiagram, led, task, withCall } from './a-diagram.ts'
import { refusalsOf } from './a-refusal.ts'
import { compile } from './compile.ts'

const hostile: [name: string, code: string, xml: string][] = [
  ['nothing', 'not-bpmn', ''],
  ['no XML', 'not-bpmn', 'Bonjour'],
  ['XML that is not closed', 'not-bpmn', aDiagram().slice(0, 900)],
  ['XML that is not BPMN', 'not-bpmn', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
  ['two elements of one id', 'not-bpmn', aDiagram(({ nodes }) => ({ nodes: [...nodes, task('A')] }))],
  ['a flow without a target', 'dangling-flow', aDiagram().replace('targetRef="D"', '')],
  ['a flow to nothing', 'not-bpmn', aDiagram(({ flows }) => ({ flows: led(flows, 'C', 'nothing') }))],
  ['a file without a process', 'no-process', aDiagram().replace(/<bpmn:process[^]*<\/bpmn:process>/, '')],
  [
    'two processes',
    'several-processes',
    aDiagram().replace('</bpmn:definitions>', '<bpmn:process id="second" /></bpmn:definitions>'),
  ],
  ['entities', 'has-entities', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${aDiagram()}`],
  ['more than 1 MB', 'too-large', aDiagram() + ' '.repeat(1_100_000)],
  [
    'more than 400 elements',
    'too-large',
    aDiagram(({ nodes }) => ({
      nodes: [...nodes, ...Array.from({ length: 400 }, (_, at) => task(`n${at}`))],
    })),
  ],
]

for (const [name, code, xml] of hostile) {
  test(`a file with ${name} is refused and never thrown`, async () => {
    assert.deepEqual((await refusalsOf(xml)).map((refusal) => refusal.code).slice(0, 1), [code])
  })
}

test('whatever is cut out of a file or put into it, compiling answers and never throws', async () => {
  const xml = aDiagram(withCall())
  const scrap = fc.constantFrom(
    '<',
    '>',
    '"',
    '&amp;',
    '&x;',
    'id="A"',
    '__proto__',
    'bpmn:',
    '</bpmn:lane>',
    '\u0000',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.nat(xml.length),
      fc.nat(80),
      fc.oneof(scrap, fc.string()),
      async (at, length, put) => {
        const compiled = await compile(xml.slice(0, at) + put + xml.slice(at + length))
        assert.ok('procedure' in compiled || compiled.refusals.length > 0)
      },
    ),
    { numRuns: 400 },
  )
})
