import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { endpoint, everyone } from '#contract/endpoint.ts'
import { listOf } from '#contract/list.ts'
import { fit } from './fit.ts'

const Inside = z.object({ name: z.string(), priority: z.int() })
const Outside = z.object({ name: z.string(), rating: z.int().nullable() })
const options = { for: everyone, summary: 'For the test' }
const list = endpoint('GET /things', z.object({}), listOf(z.union([Inside, Outside])), options)
const one = endpoint('GET /thing', z.object({}), z.union([Inside, Outside]), options)

const inside = { name: 'a', priority: 1 }
const outside = { name: 'a', rating: null }

test('each audience is answered in its own shape, whoever asked before and however empty the first list was', () => {
  for (let round = 0; round < 3; round++) {
    assert.deepEqual(fit(list, 'client', { items: [], nextCursor: null }), { items: [], nextCursor: null })
    const mine = { items: [inside, inside], nextCursor: 'x' }
    assert.deepEqual(fit(list, 'staff', mine), mine)
    const theirs = { items: [outside, outside], nextCursor: null }
    assert.deepEqual(fit(list, 'client', theirs), theirs)
    assert.deepEqual(fit(one, 'client', outside), outside)
    assert.deepEqual(fit(one, 'staff', inside), inside)
  }
})

test('nothing leaves that the shape does not name', () => {
  const answer = { items: [{ ...outside, secret: 'x' }], nextCursor: null, more: 1 }
  assert.deepEqual(fit(list, 'client', answer), { items: [outside], nextCursor: null })
})

test('a list of mixed shapes fits where the contract allows it', () => {
  const mixed = { items: [inside, outside], nextCursor: null }
  assert.deepEqual(fit(list, 'staff', mixed), mixed)
})

test('an answer that does not fit names its endpoint', () => {
  assert.throws(
    () => fit(list, 'staff', { items: [{ name: 1 }], nextCursor: null }),
    /GET \/things does not fit/,
  )
})
