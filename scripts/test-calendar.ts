import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { changeApi } from '../contract/src/change/api.ts'
import { changeCalendarApi } from '../contract/src/change/calendar.ts'
import { clientApi } from '../contract/src/client/api.ts'
import { interventionApi } from '../contract/src/intervention/api.ts'
import { personApi } from '../contract/src/person/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { openProduct } from './product.ts'
import { endOnSignals, openFolder, openTrial } from './trial.ts'

/** The calendars of a client and of a person, as a reader that is not ours understands them: Debian's python3-icalendar. */
const python = '/usr/bin/python3'
if (spawnSync(python, ['-c', 'import icalendar']).status !== 0) {
  console.error('test:calendar needs python3-icalendar: apt-get install python3-icalendar.')
  process.exit(1)
}

const folder = openFolder('calendar')
const product = await openProduct(folder)
const { check, tell, conclude } = openTrial()
const end = async (): Promise<void> => {
  await product.stop()
  rmSync(folder, { recursive: true, force: true })
}
endOnSignals(end)

const Read = z.object({
  method: z.string(),
  errors: z.array(z.string()),
  events: z.array(
    z.object({
      uid: z.string(),
      sequence: z.int(),
      from: z.string(),
      until: z.string(),
      status: z.string(),
      summary: z.string(),
      description: z.string(),
    }),
  ),
})
type Event = z.output<typeof Read>['events'][number]

const read = async (url: string): Promise<Event[]> => {
  const response = await fetch(url)
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type') ?? '', /^text\/calendar/)
  const told = execFileSync(python, [join(import.meta.dirname, 'test-calendar/read.py')], {
    input: await response.text(),
    encoding: 'utf8',
  })
  const { method, errors, events } = Read.parse(JSON.parse(told))
  assert.equal(method, 'PUBLISH')
  assert.deepEqual(errors, [])
  return events
}
const theOnly = async (url: string): Promise<Event> => {
  const [event, ...more] = await read(url)
  assert.ok(event !== undefined)
  assert.deepEqual(more, [])
  return event
}

/** Next year, so that it is always to come: at six in the evening in Paris, in winter and in summer. */
const year = new Date().getUTCFullYear() + 1
const winter = { from: `${year}-01-20T17:00:00Z`, to: `${year}-01-20T19:30:00Z` }
const summer = { from: `${year}-07-20T16:00:00Z`, to: `${year}-07-20T18:30:00Z` }
const title = 'Remplacer le pare-feu, enfin; « l’ancien » \\ sans suite 🔧'

try {
  await product.start()
  await product.signIn()
  tell('the product listens')
  const { call } = product
  const owner = { email: 'olivier@provider.test', password: 'correct horse battery staple' }
  const { id: assigneeId } = await call(personApi.create, {
    ...owner,
    name: 'Olivier',
    roles: ['D', 'RGS/AC'],
    language: 'fr',
  })
  const ofOwner = product.as(await product.tokenOf(owner.email, owner.password))
  const client = await call(clientApi.create, { name: 'Menuiserie Arnaud' })
  const { url } = await ofOwner(changeCalendarApi.openFeed, { id: client.id })
  const own = await ofOwner(interventionApi.openFeed, {})
  const { number } = await ofOwner(changeApi.create, {
    title,
    type: 'normal',
    severity: 3,
    impact: 3,
    reason: 'zyxinterne',
    testPlan: 'Essai au labo',
    backOutPlan: 'Remettre l’ancien',
    risk: { untested: false },
    clientId: client.id,
    assigneeId,
    outageMinutes: 90,
    window: winter,
  })
  const versionOf = async () => {
    const change = await ofOwner(changeApi.read, { number })
    assert.ok('version' in change)
    return change.version
  }
  const submit = async (...moves: string[]) => {
    for (const move of moves) await ofOwner(recordApi.move, { number, move })
    await call(changeApi.decide, { number, decision: 'approve' })
  }
  let first: Event | null = null

  await check('an approved change stands at its hour, its title whole, and nothing internal', async () => {
    await submit('admit', 'assess', 'submit')
    first = await theOnly(url)
    assert.equal(first.from, `${year}-01-20T18:00:00+01:00`)
    assert.equal(first.until, `${year}-01-20T20:30:00+01:00`)
    assert.equal(first.status, 'CONFIRMED')
    assert.equal(first.summary, title)
    assert.match(first.description, /90/)
    assert.doesNotMatch(first.description, /zyxinterne/)
  })

  await check('moved into summer it is the same entry, newer, at the same hour of the clock', async () => {
    await ofOwner(changeApi.edit, { number, version: await versionOf(), window: summer })
    await submit('submit')
    const moved = await theOnly(url)
    assert.equal(moved.uid, first?.uid)
    assert.ok(moved.sequence > (first?.sequence ?? 0))
    assert.equal(moved.from, `${year}-07-20T18:00:00+02:00`)
    assert.equal(moved.status, 'CONFIRMED')
  })

  await check(
    'it stands in the calendar of whoever carries it out, named as colleagues name it',
    async () => {
      const event = await theOnly(own.url)
      assert.equal(event.from, `${year}-07-20T18:00:00+02:00`)
      assert.match(event.summary, new RegExp(`^${number} · Menuiserie Arnaud`))
    },
  )

  await check('cancelled, it stays as cancelled, so that programs take it away', async () => {
    await ofOwner(recordApi.move, { number, move: 'cancel', fields: { reason: 'Plus besoin' } })
    const cancelled = await theOnly(url)
    assert.equal(cancelled.uid, first?.uid)
    assert.equal(cancelled.status, 'CANCELLED')
  })

  await check('an address that was closed tells nothing any more', async () => {
    await ofOwner(changeCalendarApi.closeFeed, { id: client.id })
    assert.equal((await fetch(url)).status, 404)
  })
} finally {
  await end()
}
conclude(product.said())
