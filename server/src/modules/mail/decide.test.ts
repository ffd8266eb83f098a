import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, limits, type Situation } from './decide.ts'
import { automatismOf, isOwn } from './marks.ts'
import { numberIn, titleOf } from './tag.ts'
import { isThanks } from './thanks.ts'

const ordinary: Situation = {
  isOwn: false,
  bounce: null,
  automatism: null,
  proof: 'none',
  isBlocked: false,
  sender: 'client',
  lately: { reports: 0, messages: 0 },
  conversation: null,
  isThanks: false,
  isRuled: false,
}
const onTicket = (
  state: 'open' | 'resolved' | 'closed' | 'over',
  isVisible = true,
  by: 'ids' | 'subject' = 'ids',
) => ({
  conversation: { by, isVisible, state },
})

const cases: [string, Partial<Situation>, string][] = [
  ['a client’s first message is a report', {}, 'report report'],
  [
    'our own message come back goes no further, whoever seems to send it',
    { isOwn: true, isRuled: true },
    'refuse own-mail',
  ],
  [
    'a bounce of ours is a bounce, even from a stranger',
    { bounce: 'known', sender: 'unknown' },
    'bounce bounce',
  ],
  [
    'a bounce of nobody knows what is refused',
    { bounce: 'unknown', sender: 'unknown' },
    'refuse unknown-bounce',
  ],
  [
    'an out-of-office answer makes nothing, even on a ticket',
    { automatism: 'reply', ...onTicket('open') },
    'refuse auto-reply',
  ],
  ['a list mail of a stranger is refused', { automatism: 'list', sender: 'unknown' }, 'refuse list-mail'],
  ['a client behind a group address is heard', { automatism: 'list' }, 'report report'],
  ['a machine of a client reports', { automatism: 'generated' }, 'report report'],
  [
    'a machine of a client’s domain makes no person',
    { automatism: 'generated', sender: 'domain' },
    'quarantine unknown-sender',
  ],
  ['somebody of a client’s domain reports', { sender: 'domain' }, 'report report'],
  ['a stranger waits', { sender: 'unknown', ...onTicket('open', false) }, 'quarantine unknown-sender'],
  ['who is disowned by his domain waits', { proof: 'fail' }, 'quarantine disowned'],
  [
    'a colleague without proof waits',
    { sender: 'staff', ...onTicket('open') },
    'quarantine not-authenticated',
  ],
  [
    'a colleague with proof comments',
    { sender: 'staff', proof: 'pass', ...onTicket('resolved') },
    'comment comment',
  ],
  [
    'who may not see the conversation opens no second ticket',
    onTicket('open', false),
    'quarantine not-visible',
  ],
  ['a number that one may not see is only a number', onTicket('open', false, 'subject'), 'report report'],
  ['an answer is a comment', onTicket('open'), 'comment comment'],
  [
    'an answer after resolution is a comment that the desk hears of',
    onTicket('resolved'),
    'comment after-resolution',
  ],
  ['an answer after closure too', onTicket('closed'), 'comment after-closure'],
  ['an answer long after is a ticket of its own', onTicket('over'), 'report report'],
  ['thanks open nothing, whenever they come', { isThanks: true, ...onTicket('over') }, 'comment thanks'],
  ['a blocked sender is refused', { isBlocked: true, ...onTicket('open') }, 'refuse blocked'],
  [
    'a person’s word counts more than a block',
    { isBlocked: true, isRuled: true, ...onTicket('open') },
    'comment comment',
  ],
  ['a flood of tickets waits', { lately: { reports: limits.reports, messages: 30 } }, 'quarantine too-many'],
  [
    'a flood of answers waits',
    { lately: { reports: 0, messages: limits.messages }, ...onTicket('open') },
    'quarantine too-many',
  ],
  ['a supplier has no tickets of its own', { sender: 'supplier' }, 'quarantine not-visible'],
]
for (const [name, given, expected] of cases) {
  test(name, () => {
    const decision = decide({ ...ordinary, ...given })
    assert.equal(`${decision.kind} ${decision.why}`, expected)
  })
}

test('a thank-you is one only where it says nothing more', () => {
  const yes = [
    'Merci !',
    'merci beaucoup, bonne journée',
    'Parfait, merci Camille.',
    'Thank you so much!',
    'Super, je vous remercie.',
  ]
  const no = [
    'Merci, mais ça ne marche toujours pas.',
    'Merci. Et pour le second poste ?',
    'Merci d’avance',
    'Thanks, but it is still broken',
    'Merci de rappeler Mme Roy au 514 555 0100',
    'Bonjour, l’imprimante fume.',
    '',
    `Merci ${'pour tout '.repeat(40)}`,
  ]
  assert.deepEqual(
    yes.filter((text) => !isThanks(text)),
    [],
  )
  assert.deepEqual(
    no.filter((text) => isThanks(text)),
    [],
  )
})

test('the number is read from the subject, and the title is what is left', () => {
  assert.equal(numberIn('RE: [inc-42] Panne'), 'INC-42')
  assert.equal(numberIn('[INC-0] rien'), null)
  assert.equal(numberIn('INC-42 sans crochets'), null)
  assert.equal(titleOf('RE: TR: Fwd: [INC-42] Panne', '(sans objet)'), 'Panne')
  assert.equal(titleOf('Re:', '(sans objet)'), '(sans objet)')
})

test('machines are told from people by what they say of themselves (RFC 3834)', () => {
  const of = (name: string, value: string) => automatismOf([{ name, value }])
  assert.equal(of('auto-submitted', 'auto-replied (vacation)'), 'reply')
  assert.equal(of('auto-submitted', 'auto-generated'), 'generated')
  assert.equal(of('auto-submitted', 'no'), null)
  assert.equal(of('return-path', '<>'), 'reply')
  assert.equal(of('x-auto-response-suppress', 'All'), 'generated')
  assert.equal(of('precedence', 'bulk'), 'list')
  assert.equal(of('list-id', '<a.b>'), 'list')
  assert.equal(of('subject', 'Absence'), null)
  assert.equal(isOwn([{ name: 'x-trousse', value: 'abc' }], 'abc'), true)
  assert.equal(isOwn([{ name: 'x-trousse', value: 'another' }], 'abc'), false)
})
