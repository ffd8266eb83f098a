import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sessionApi } from '#contract/session/api.ts'
import { cookieOf, signInAs } from '../../testing/factor.ts'
import { anAgent } from '../../testing/makers.ts'
import { callerOf, startServer } from '../../testing/server.ts'

const server = await startServer()

test('an open session bears what its browser calls itself, so that its owner recognises it', async () => {
  const agent = await anAgent(server)
  const { headers } = await signInAs(server, agent.email)
  const cookie = cookieOf(headers, 'trousse_session') ?? ''
  const { body } = await callerOf(server, null).call(sessionApi.list, {}, { cookie })
  const current = body.items.find(({ isCurrent }) => isCurrent)
  // What the test's own requests say of themselves.
  assert.equal(current?.name, 'lightMyRequest')
})

test('a link of which half was lost is told like one that has expired', async () => {
  const { status, code } = await callerOf(server, null).call(sessionApi.readInvitation, { secret: 'abc' })
  assert.deepEqual([status, code], [410, 'link_expired'])
})
