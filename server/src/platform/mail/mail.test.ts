import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { openVault } from '../vault.ts'
import { proofOf } from './authentication.ts'
import { composeLetter, textOf } from './compose.ts'
import { foldHtml, foldText } from './fold.ts'
import { readEnvelope, readMessage } from './parse.ts'
import { readTnef } from './tnef.ts'

test('what a program quotes below is folded, what the writer says between the quotes is kept', () => {
  const french =
    'Toujours en panne.\n\nLe lun. 2 mars 2026 à 09:00, Support <s@p.test> a\nécrit :\n> Bonjour\n> Essayez'
  assert.deepEqual(foldText(french).said, 'Toujours en panne.')
  assert.equal(foldText('Oui.\n\n-----Message d’origine-----\nDe : x\nEnvoyé : hier').said, 'Oui.')
  assert.equal(foldText('Oui.\n\nDe : Support\nEnvoyé : lundi\nÀ : Noa').said, 'Oui.')
  assert.equal(foldText('Oui.\n-- \nNoa\nCabinet').said, 'Oui.')
  const between = '> Avez-vous redémarré ?\nOui.\n> Et le câble ?\nAussi.'
  assert.deepEqual(foldText(between), { said: between, folded: '' })
  assert.equal(foldText('Le 2 mars 2026, X a écrit :\n> Bonjour\n\nMa réponse').said, 'Ma réponse')
  assert.deepEqual(foldText('Sans citation'), { said: 'Sans citation', folded: '' })
})

test('HTML is folded where a known program begins its quotation, and never down to nothing', () => {
  const gmail =
    '<div>Oui</div><div class="gmail_quote gmail_quote_container"><blockquote>avant</blockquote></div>'
  assert.equal(foldHtml(gmail).said, '<div>Oui</div>')
  const outlook = '<p>Oui</p><div id="divRplyFwdMsg"><b>De :</b> x</div>'
  assert.equal(foldHtml(outlook).said, '<p>Oui</p>')
  const apple = '<p>Oui</p><blockquote type="cite">avant</blockquote>'
  assert.equal(foldHtml(apple).said, '<p>Oui</p>')
  const forwarded = '<div class="gmail_quote">tout est ici</div>'
  assert.deepEqual(foldHtml(forwarded), { said: forwarded, folded: '' })
})

test('a fold loses no word', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('> cité', 'mot', '', '-- ', 'Le 2 mars, X a écrit :', 'De : a'), {
        maxLength: 12,
      }),
      (lines) => {
        const { said, folded } = foldText(lines.join('\n'))
        const count = (text: string, word: string) => text.split(word).length
        assert.equal(count(`${said}\n${folded}`, 'mot'), count(lines.join('\n'), 'mot'))
      },
    ),
  )
})

test('the receiving server’s word counts, an imitation of it below does not', () => {
  const at = { trustedServer: 'mx.p.test', sender: 'a@mail.p.test' }
  const says = (...values: string[]) => values.map((value) => ({ name: 'authentication-results', value }))
  assert.equal(proofOf(says('mx.p.test; dmarc=pass header.from=mail.p.test'), at), 'pass')
  assert.equal(proofOf(says('mx.p.test; dkim=pass header.d=p.test; dmarc=none'), at), 'pass')
  assert.equal(proofOf(says('mx.p.test; dkim=pass header.d=evil.test'), at), 'none')
  assert.equal(proofOf(says('mx.p.test; spf=pass smtp.mailfrom=x@mail.p.test'), at), 'pass')
  assert.equal(proofOf(says('mx.p.test; spf=pass smtp.mailfrom=evil-p.test'), at), 'none')
  assert.equal(proofOf(says('mx.p.test; dmarc=fail (p=none dmarc=pass)'), at), 'fail')
  assert.equal(proofOf(says('other.test; dmarc=none', 'mx.p.test; dmarc=pass'), at), 'none')
  assert.equal(proofOf(says('mx.p.test; dmarc=pass'), { ...at, trustedServer: null }), 'none')
})

test('a message is the same one whatever way it took, and another one when a word is different', () => {
  const raw = 'From: a@b.test\r\nMessage-ID: <1@b>\r\nSubject: x\r\n\r\nBonjour\r\n'
  const one = readEnvelope(Buffer.from(raw))
  const two = readEnvelope(Buffer.from(`Received: by somebody\r\nDelivered-To: c\r\n${raw}`))
  const three = readEnvelope(Buffer.from(raw.replace('Bonjour', 'Bonsoir')))
  assert.deepEqual(one.digest, two.digest)
  assert.notDeepEqual(one.digest, three.digest)
  assert.match(readEnvelope(Buffer.from('Subject: x\r\n\r\n')).messageId, /@without-message-id$/)
})

test('nothing that arrives makes the reading of its head fail', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { messageId, sender, subject } = readEnvelope(Buffer.from(bytes))
      assert.ok(messageId.length > 0 && !`${sender}${subject}`.includes('\0'))
    }),
  )
  assert.equal(
    readTnef(Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0, 1, 2, 3, 4, 5, 0xff, 0xff, 0xff, 0x7f, 1])),
    null,
  )
})

test('a server’s report, an invitation and a winmail.dat are understood', async () => {
  const limit = (parts: string[], kind: string) =>
    Buffer.from(
      `From: x@y.test\r\nMIME-Version: 1.0\r\nContent-Type: multipart/${kind}; boundary=l\r\n\r\n${parts.map((part) => `--l\r\n${part}\r\n`).join('')}--l--`,
    )
  const report = await readMessage(
    limit(
      [
        'Content-Type: text/plain\r\n\r\nSorry',
        'Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; Gone@Z.test\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no\r\n such user',
        'Content-Type: message/rfc822\r\n\r\nMessage-ID: <ours@p.test>\r\nSubject: x\r\n\r\nbody',
      ],
      'report; report-type=delivery-status',
    ),
  )
  assert.deepEqual(report.report, {
    messageId: 'ours@p.test',
    action: 'failed',
    status: '5.1.1',
    diagnostic: '550 no such user',
    recipient: 'gone@z.test',
  })
  const meeting = await readMessage(
    limit(
      [
        'Content-Type: text/plain\r\n\r\nx',
        'Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Point\\, réseau\r\nDTSTART;TZID=Europe/Paris:20260310T090000\r\nDTEND:20260310T100000Z\r\nLOCATION:Salle 2\r\nEND:VEVENT\r\nEND:VCALENDAR',
      ],
      'alternative',
    ),
  )
  assert.equal(meeting.invitation, 'Point, réseau · 2026-03-10 09:00 – 2026-03-10 10:00 UTC · Salle 2')
})

test('what we send has its ids, says when no person wrote it, and is readable as text', async () => {
  const raw = await composeLetter({
    from: { name: 'Support\r\nBcc: evil@x.test', address: 'support@p.test' },
    to: 'a@b.test',
    subject: '[INC-1] Été\r\nBcc: evil@x.test',
    html: '<p>Bonjour &amp; <a href="https://p.test/x">voir</a></p><ul><li>un</li></ul>',
    messageId: 'one@p.test',
    date: Temporal.Instant.from('2026-03-02T09:00:00Z'),
    inReplyTo: 'theirs@b.test',
    references: ['first@b.test', 'theirs@b.test'],
    isAutomatic: true,
    installation: 'abc',
  })
  const message = await readMessage(raw)
  assert.equal(message.messageId, 'one@p.test')
  assert.deepEqual(message.inReplyTo, ['theirs@b.test'])
  assert.deepEqual(message.references, ['first@b.test', 'theirs@b.test'])
  const header = (name: string) => message.headers.find((one) => one.name === name)?.value
  assert.equal(header('auto-submitted'), 'auto-generated')
  assert.equal(header('x-trousse'), 'abc')
  assert.equal(header('bcc'), undefined)
  assert.match(message.text, /Bonjour & voir \(https:\/\/p\.test\/x\)/)
  assert.equal(textOf('<p>a</p><p>b &lt;c&gt;</p>'), 'a\n\nb <c>')
})

test('the vault opens what it sealed for this purpose alone, with a key file that only the owner reads', () => {
  const data = mkdtempSync(join(tmpdir(), 'trousse-vault-'))
  try {
    const vault = openVault({ secretKey: null, data })
    const sealed = vault.seal('mot de passe', 'mailbox/1/password')
    assert.ok(!sealed.includes('mot'))
    assert.notEqual(sealed, vault.seal('mot de passe', 'mailbox/1/password'))
    assert.equal(openVault({ secretKey: null, data }).open(sealed, 'mailbox/1/password'), 'mot de passe')
    assert.throws(() => vault.open(sealed, 'mailbox/2/password'))
    assert.throws(() =>
      openVault({ secretKey: 'another key of at least 32 characters', data }).open(
        sealed,
        'mailbox/1/password',
      ),
    )
    assert.equal(statSync(join(data, 'secret.key')).mode & 0o777, 0o600)
  } finally {
    rmSync(data, { recursive: true })
  }
})
