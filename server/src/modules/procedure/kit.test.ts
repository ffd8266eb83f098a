import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { kitKeys, kitXml, procedureOf } from './a-kit-procedure.ts'
import { vocabularies } from './vocabulary.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

test('bpmnlint has nothing to say about the drawings of the kit', async () => {
  const files = kitKeys.map((key) => `kit/procedures/${key}.bpmn`)
  const { stdout } = await promisify(execFile)('node_modules/.bin/bpmnlint', files, { cwd: root })
  assert.equal(stdout.trim(), '')
})

for (const key of kitKeys) {
  test(`${key} says everything in French and in English`, async () => {
    const procedure = await procedureOf(kitXml(key))
    assert.equal(procedure.process, key)
    assert.equal(procedure.kind, vocabularies[key]?.kind)
    const labels = [
      procedure.name,
      ...procedure.starts.map(({ label }) => label),
      ...procedure.steps.flatMap(({ label, guide, moves, timers }) => [
        label,
        guide ?? { fr: '' },
        ...[...moves, ...timers].map((each) => each.label),
      ]),
      ...procedure.gateways.flatMap(({ branches }) => branches.flatMap(({ label }) => label ?? [])),
      ...procedure.ends.map(({ label }) => label),
      ...procedure.recordMoves.map(({ label }) => label),
    ]
    assert.deepEqual(
      labels.filter(({ fr, en }) => fr === '' || en === undefined || en === ''),
      [],
    )
  })
}

test('an incident is offered hold, resume, cancel, requalify, declare major, reopen, merge and prioritise', async () => {
  const { recordMoves } = await procedureOf(kitXml('incident'))
  assert.deepEqual(
    recordMoves.map(({ id }) => id),
    ['hold', 'resume', 'cancel', 'requalify', 'declare-major', 'reopen', 'merge', 'prioritise'],
  )
  assert.equal(recordMoves.find(({ id }) => id === 'declare-major')?.continueIn, 'major-incident')
})
