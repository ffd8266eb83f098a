import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailApi } from '../contract/src/mail/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { manager } from './firm.ts'
import { handOn } from './monday/hand.ts'
import { playMorning, prepareMonday } from './monday/morning.ts'
import { inspect, openScene } from './scene.ts'
import { account, freePort } from './stage.ts'

const doorPort = await freePort()
const scene = await openScene({
  TROUSSE_ADMIN_EMAIL: account.email,
  TROUSSE_ADMIN_PASSWORD: account.password,
  TROUSSE_SMTP_PORT: String(doorPort),
})

/** Clicks and keys that each part costs; letters of what is written are keys too. */
const most: Readonly<Record<string, readonly [clicks: number, keys: number]>> = {
  'what came in': [1, 0],
  mails: [19, 100],
  'a stranger’s mail': [6, 7],
  'call: a known trouble': [6, 60],
  'call: where does it stand?': [2, 50],
  'call: a new trouble': [4, 40],
  'a visit': [12, 40],
  'an arrival': [8, 42],
  'a major incident': [24, 130],
}

/** A page that moves while it loads makes a hand miss once in a while. */
const slips = 3

test('ten mails, four calls, a visit, an arrival and a major incident are worked in one window, every action counted', async (t) => {
  const { voice, solved, waiting } = await prepareMonday(scene, doorPort)
  const page = await scene.window(manager, { path: '/mon-travail' })
  const hand = await handOn(page)
  const tally = await playMorning({ hand, picture: (name) => inspect(page, name) })
  for (const [part, { clicks, keys }] of tally) {
    t.diagnostic(`${part}: ${clicks} clicks, ${keys} keys`)
    const [mostClicks, mostKeys] = most[part] ?? [0, 0]
    assert.ok(
      clicks <= mostClicks + slips && keys <= mostKeys + slips,
      `${part} takes ${clicks} clicks and ${keys} keys`,
    )
  }
  assert.equal(page.context().pages().length, 1, 'nothing needed a second window')

  const { items: waits } = await voice.call(mailApi.list, { state: 'quarantined,failed,received' })
  assert.deepEqual(waits, [], 'no mail is left lying')
  const phaseOf = async (number: string) => (await voice.call(recordApi.read, { number })).phase
  assert.equal(await phaseOf(solved), 'resolved', '« Merci » opens nothing again')
  const answered = await voice.call(recordApi.read, { number: waiting })
  assert.partialDeepStrictEqual(answered, {
    held: null,
    step: { id: 'I10' },
    facts: { solution: '<p>Pilote DS-530 installé à distance.</p>' },
  })
  const { items: major } = await voice.call(recordApi.list, { isMajor: 'true' })
  assert.equal(major.length, 1)
  const trouble = await voice.call(recordApi.read, { number: major[0]?.number ?? '' })
  assert.ok('children' in trouble)
  assert.deepEqual(
    trouble.children.map(({ phase }) => phase),
    ['resolved', 'resolved', 'resolved'],
    'whoever wrote or called is restored with it',
  )
  const { items: untaken } = await voice.call(recordApi.list, { phase: 'new', assignee: 'none' })
  assert.deepEqual(
    untaken.map(({ title }) => title),
    ['Première demande'],
    'one ticket is left: the stranger’s',
  )
})
