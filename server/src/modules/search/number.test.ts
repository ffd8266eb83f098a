import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numbersIn } from './number.ts'

const cases: [string, string[]][] = [
  ['INC-42', ['INC-42']],
  ['inc 42', ['INC-42']],
  ['req42', ['REQ-42']],
  ['ci 42', ['CI-42']],
  [' 42 ', ['INC-42', 'REQ-42', 'PRB-42', 'CHG-42', 'ECH-42']],
  ['#0042', ['INC-42', 'REQ-42', 'PRB-42', 'CHG-42', 'ECH-42']],
  ['0', []],
  ['imprimante 42', []],
  ['12345678901', []],
  ['', []],
]
for (const [typed, numbers] of cases) {
  test(`« ${typed} » may mean ${numbers.join(' or ') || 'no number'}`, () => {
    assert.deepEqual(numbersIn(typed), numbers)
  })
}
