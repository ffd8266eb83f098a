import assert from 'node:assert/strict'
import { test } from 'node:test'
import { api } from '#contract/endpoints.ts'
import { errors } from '#contract/errors.ts'
import { apiPage, errorsPage } from './api-page.ts'
import { areaWords, describeApi } from './openapi.ts'

const document = describeApi(api, '0.0.0')
const text = JSON.stringify(document)
const endpoints = Object.values(api).flatMap((area) => Object.values(area))

test('every endpoint of the contract is an operation, and no two share an id', () => {
  const paths: Record<string, Record<string, { operationId: string }>> = JSON.parse(text).paths
  for (const { method, path } of endpoints) {
    assert.ok(paths[path]?.[method.toLowerCase()], `${method} ${path} is missing`)
  }
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
  assert.equal(new Set(ids).size, ids.length)
})

test('every reference leads somewhere, and no mark of the builder is left', () => {
  const schemas = new Set(Object.keys(JSON.parse(text).components.schemas))
  const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
  assert.ok(named.length > 100)
  assert.deepEqual(
    named.filter((name) => name === undefined || !schemas.has(name)),
    [],
  )
  assert.doesNotMatch(text, /"#(input|output)\/|\$defs/)
})

test('what is sent and what is answered differ where a default may be left out', () => {
  const { Target, TargetInput } = JSON.parse(text).components.schemas
  assert.deepEqual(Target.required, ['priority', 'response', 'resolution', 'kind'])
  assert.deepEqual(TargetInput.required, ['priority', 'response', 'resolution'])
})

test('an instant is a date and time, a file is a part, a list in the address is a text', () => {
  const { paths, components } = JSON.parse(text)
  assert.equal(components.schemas.RecordSummary.properties.recordedAt.format, 'date-time')
  const upload = paths['/records/{number}/attachments'].post.requestBody.content['multipart/form-data'].schema
  assert.deepEqual(upload.required, ['file'])
  const phase = paths['/records'].get.parameters.find(({ name }: { name: string }) => name === 'phase')
  assert.equal(phase.schema.type, 'string')
  assert.equal(paths['/events'].get.responses['200'].content['text/event-stream'].schema.type, 'string')
})

test('every part of the contract has a name on the page, in both languages', () => {
  assert.deepEqual(
    Object.keys(api).filter((area) => areaWords[area]?.en === undefined),
    [],
  )
  for (const language of ['fr', 'en'] as const) {
    const page = apiPage(document, language)
    for (const { path } of endpoints) assert.ok(page.includes(`<code>${path}</code>`), path)
    const known = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const wanted = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    assert.deepEqual(
      wanted.filter((id) => !known.has(id)),
      [],
    )
  }
})

test('the page of errors has a place for every code', () => {
  const page = errorsPage('fr')
  for (const code of Object.keys(errors)) assert.ok(page.includes(`id="${code}"`), code)
})
