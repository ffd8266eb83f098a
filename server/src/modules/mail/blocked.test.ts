import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailApi } from '#contract/mail/api.ts'
import { anAgent } from '../../testing/makers.ts'
import { aMailbox, deliver, lastMail } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const agent = await anAgent(server, { name: 'Camille Roy' })
const mailbox = await aMailbox(server)

test('a sender is blocked by hand with a reason, once, and let in again', async () => {
  const address = 'Pub@Ailleurs.test'
  const blocked = await agent.caller.get(mailApi.block, { address, reason: 'Publicité' })
  assert.partialDeepStrictEqual(blocked, {
    address: 'pub@ailleurs.test',
    reason: 'Publicité',
    blockedByName: 'Camille Roy',
  })
  const again = await agent.caller.call(mailApi.block, { address, reason: 'Encore' })
  assert.equal(again.code, 'already_exists')
  assert.equal((await agent.caller.call(mailApi.block, { address: 'autre@x.test', reason: ' ' })).status, 400)
  await deliver(server, mailbox, { from: 'pub@ailleurs.test' })
  assert.partialDeepStrictEqual(await lastMail(server), { state: 'refused', why: 'blocked' })
  await agent.caller.get(mailApi.unblock, { address })
  assert.deepEqual((await agent.caller.get(mailApi.blocked, {})).items, [])
  await deliver(server, mailbox, { from: 'pub@ailleurs.test' })
  assert.partialDeepStrictEqual(await lastMail(server), { state: 'quarantined' })
})

test('who neither works tickets nor administers blocks nobody', async () => {
  const nobody = await anAgent(server, { roles: [] })
  const input = { address: 'x@y.test', reason: 'z' }
  assert.equal((await nobody.caller.call(mailApi.block, input)).code, 'forbidden')
})
