import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '#contract/procedure/shape.ts'
import { aDiagram, type Change } from './a-diagram.ts'
import { compile, type Surroundings } from './compile.ts'

export interface Refused {
  name: string
  code: string
  element: string
  change: Change
  surroundings?: Surroundings
}

/** One test for each drawing: refused by that code, naming that element in both languages. */
export const eachIsRefused = (cases: readonly Refused[]): void => {
  for (const { name, code, element, change, surroundings } of cases) {
    test(`${name} is refused, naming the element`, async () => {
      const refusals = await refusalsOf(aDiagram(change), surroundings)
      const found = refusals.find((refusal) => refusal.code === code && refusal.element.id === element)
      const others = refusals.map((refusal) => `${refusal.code} ${refusal.element.id}`).join(', ')
      assert.ok(found, `${code} of ${element} among ${others}`)
      assert.match(found.message.fr, new RegExp(RegExp.escape(`(${element})`)))
      assert.match(found.message.en ?? '', new RegExp(RegExp.escape(`(${element})`)))
    })
  }
}

export const refusalsOf = async (xml: string, surroundings: Surroundings = {}): Promise<Refusal[]> => {
  const compiled = await compile(xml, surroundings)
  return 'refusals' in compiled ? compiled.refusals : []
}
