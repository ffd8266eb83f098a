import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { askedQuestions, faultsOfAnswers, sayAnswer } from './form.ts'
import { Question, type Condition } from './model.ts'

const question = (key: string, given: Partial<Question> = {}): Question =>
  Question.parse({ key, kind: 'yes-no', label: { fr: key }, ...given })
const option = (value: string) => ({ value, label: { fr: value.toUpperCase() } })
const colours = question('colour', { kind: 'choices', options: [option('red'), option('blue')] })

test('a condition holds by the answer that was given, and never without one', () => {
  const is = (value: string): Condition => ({ field: 'colour', test: 'is', value })
  const cases: [Condition, unknown, boolean][] = [
    [is('red'), ['red'], true],
    [is('red'), ['red', 'blue'], true],
    [is('red'), ['blue'], false],
    [is('red'), undefined, false],
    [{ field: 'colour', test: 'isNot', value: 'red' }, ['blue'], true],
    [{ field: 'colour', test: 'isNot', value: 'red' }, [], false],
    [{ field: 'colour', test: 'oneOf', value: ['red', 'blue'] }, ['blue'], true],
    [{ field: 'colour', test: 'oneOf', value: ['red'] }, ['blue'], false],
  ]
  for (const [when, colour, holds] of cases) {
    const asked = askedQuestions([colours, question('next', { when })], { colour })
    assert.equal(asked.length === 2, holds, JSON.stringify([when, colour]))
  }
})

/** Questions that each hang on an earlier one, or on none. */
const forms = fc
  .array(fc.option(fc.tuple(fc.nat(20), fc.boolean())), { minLength: 1, maxLength: 12 })
  .map((links) =>
    links.map((link, at): Question => {
      const [back, value] = link ?? [0, true]
      const when: Condition = {
        field: `q${Math.max(0, at - 1 - (back % Math.max(at, 1)))}`,
        test: 'is',
        value,
      }
      return question(`q${at}`, { isRequired: true, when: link === null || at === 0 ? null : when })
    }),
  )
const answersTo = (form: readonly Question[], bits: readonly (boolean | null)[]) =>
  Object.fromEntries(form.map(({ key }, at) => [key, bits[at % bits.length] ?? undefined]))

test('what hangs on a question that is not asked is not asked either, whatever was answered', () => {
  fc.assert(
    fc.property(forms, fc.array(fc.option(fc.boolean()), { minLength: 1, maxLength: 12 }), (form, bits) => {
      const asked = new Set(askedQuestions(form, answersTo(form, bits)).map(({ key }) => key))
      return form.every(({ key, when }) => !asked.has(key) || when === null || asked.has(when.field))
    }),
  )
})

test('answers to exactly what is asked have no fault, and taking the others away changes nothing', () => {
  fc.assert(
    fc.property(forms, fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), (form, bits) => {
      const all = answersTo(form, bits)
      const asked = askedQuestions(form, all)
      const kept = Object.fromEntries(asked.map(({ key }) => [key, all[key]]))
      assert.deepEqual(askedQuestions(form, kept), asked)
      assert.deepEqual(faultsOfAnswers(form, kept), [])
      const unasked = form.length - asked.length
      assert.equal(faultsOfAnswers(form, all).filter(({ fault }) => fault === 'not-asked').length, unasked)
    }),
  )
})

test('an answer is said in both languages', () => {
  const nameOf = () => 'Robin'
  const say = (asked: Question, value: unknown) => sayAnswer(asked, value, nameOf)
  assert.deepEqual(say(question('a'), true), { fr: 'Oui', en: 'Yes' })
  assert.deepEqual(say(colours, ['red', 'blue']), { fr: 'RED, BLUE' })
  const person = question('p', { kind: 'person' })
  assert.deepEqual(say(person, { id: '01a20a22-0894-73fe-9e87-ae0156c33d61' }), { fr: 'Robin' })
  assert.deepEqual(say(person, { name: 'Sacha' }), { fr: 'Sacha' })
})
