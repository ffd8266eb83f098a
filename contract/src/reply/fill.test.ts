import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { fillReply, unknownVariables, type Filling } from './fill.ts'

const filling: Filling = {
  requester: 'Léa <b>Morin</b>',
  client: 'A & B',
  number: 'INC-42',
  title: '{{agent}}',
  service: 'Messagerie',
  due: 'demain',
  agent: 'Camille',
  provider: 'Estran',
  phone: '04 76',
}

test('variables are filled in either language, with or without blanks, and what fills them stays text', () => {
  assert.equal(
    fillReply('<p>Bonjour {{demandeur}}, {{ requester }}, {{numero}}</p>', filling),
    '<p>Bonjour Léa &lt;b&gt;Morin&lt;/b&gt;, Léa &lt;b&gt;Morin&lt;/b&gt;, INC-42</p>',
  )
  // A title that looks like a variable is not filled a second time.
  assert.equal(fillReply('{{titre}}', filling), '{{agent}}')
})

test('what is no variable is named as a fault', () => {
  assert.deepEqual(unknownVariables('{{demandeur}} {{prenom}} {{ x }} {{prenom}}'), ['prenom', 'x'])
  assert.deepEqual(unknownVariables('{{demandeur'), ['{{'])
  assert.deepEqual(unknownVariables('sans variable'), [])
})

test('no value can bring markup into an answer', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const filled = fillReply('<p>{{titre}}</p>', { ...filling, title: value })
      return !/[<>"]/.test(filled.slice(3, -4))
    }),
  )
})
