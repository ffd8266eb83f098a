import assert from 'node:assert/strict'
import { test } from 'node:test'
import { api } from '#contract/endpoints.ts'
import { callerOf, startServer } from './server.ts'

test('description and pages are open to everyone, in the language that was asked for', async () => {
  const server = await startServer()
  const get = (url: string, language = '') =>
    server.app.inject({ url, headers: language === '' ? {} : { 'accept-language': language } })
  const description = await get('/api/v1/openapi.json')
  assert.equal(description.statusCode, 200)
  assert.equal(description.json().openapi, '3.1.1')
  assert.match((await get('/api')).body, /<html lang="fr">/)
  assert.match((await get('/api', 'en-GB')).body, /<html lang="en">/)
  assert.match((await get('/api?lang=en', 'fr')).body, /<html lang="en">/)
  const page = await get('/api/errors')
  assert.match(String(page.headers['content-security-policy']), /default-src 'none'/)
  const { code } = await callerOf(server, null).call(api.session.read, {})
  assert.ok(page.body.includes(`id="${code}"`))
})
