import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byHand } from '../../testing/by-hand.ts'
import { aFactor } from '../../testing/factor.ts'
import { aClientPerson, anAdministrator, anAgent, aSupplierPerson } from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'

/** By hand, with the application's own login: nobody gets at a factor that is not his, whatever the code forgets. */
const server = await startServer()
const admin = await anAdministrator(server)
const agent = await anAgent(server)
const victim = await anAgent(server)
await aFactor(server, victim)
const others = [agent, admin, await aClientPerson(server), await aSupplierPerson(server)]
const { attempt } = byHand(server)

test('nobody reads the sealed secret, not even its owner but by the one function for it', async () => {
  for (const someone of [...others, victim]) {
    assert.equal((await attempt(someone, 'select sealed from second_factor')).refusal, '42501')
    assert.equal((await attempt(someone, 'select digest from trusted_device')).refusal, '42501')
  }
  for (const someone of others)
    assert.deepEqual((await attempt(someone, 'select * from own_second_factor()')).rows, [])
  assert.equal((await attempt(victim, 'select * from own_second_factor()')).rows.length, 1)
})

test('nobody uses up, weakens or takes over what is another’s', async () => {
  for (const someone of others) {
    assert.deepEqual((await attempt(someone, 'select * from recovery_code')).rows, [])
    for (const text of [
      `update second_factor set last_step = 0, sealed = 'x' where person_id = '${victim.id}'`,
      `delete from second_factor where person_id = '${victim.id}'`,
      `update recovery_code set used_at = null where person_id = '${victim.id}'`,
      `delete from recovery_code where person_id = '${victim.id}'`,
      `update trusted_device set ended_at = null where person_id = '${victim.id}'`,
    ])
      assert.equal((await attempt(someone, text)).touched, 0, text)
    for (const text of [
      `insert into recovery_code (person_id, digest) values ('${victim.id}', 'x')`,
      `insert into trusted_device (person_id, digest, created_at, seen_at, expires_at)
        values ('${victim.id}', 'x', scope.now(), scope.now(), scope.now())`,
    ])
      assert.equal((await attempt(someone, text)).refusal, '42501', text)
  }
})

test('the database itself lets none but an administrator reset a factor', async () => {
  const reset = `select reset_second_factor('${victim.id}', scope.now()) as was`
  for (const someone of others.filter(({ id }) => id !== admin.id))
    assert.equal((await attempt(someone, reset)).refusal, '42501')
  assert.deepEqual((await attempt(admin, reset)).rows, [{ was: true }])
})

test('what waits at the door, and letters that hold a link, are read by nobody who has signed in', async () => {
  for (const table of ['pending_sign_in', 'sign_in_link', 'sign_in_wish', 'guest_request', 'mail_sealed'])
    for (const someone of [...others, null])
      assert.equal((await attempt(someone, `select 1 from ${table}`)).refusal, '42501', table)
  for (const call of [
    `pending_of('x', scope.now())`,
    `open_session('${victim.id}', 'x', scope.now(), '1 day')`,
    `use_sign_in_link('x', scope.now())`,
    `finish_pending('x', scope.now(), 1, null)`,
  ])
    for (const someone of others)
      assert.equal((await attempt(someone, `select ${call}`)).refusal, '42501', call)
})
