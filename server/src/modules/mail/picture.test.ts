import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attachmentApi } from '#contract/attachment/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { prefix } from '#platform/http/surroundings.ts'
import { composeLetter } from '#platform/mail/compose.ts'
import { readMessage } from '#platform/mail/parse.ts'
import { aClient, aClientPerson, anAgent, type Someone } from '../../testing/makers.ts'
import { aMailbox, deliver, lastMail } from '../../testing/post.ts'
import { startServer } from '../../testing/server.ts'

const server = await startServer()
const mailbox = await aMailbox(server)
const agent = await anAgent(server)
const client = await aClient(server)
const person = await aClientPerson(server, { client })
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

const part = (cid: string, name: string, bytes: Buffer) =>
  `--x\r\nContent-Type: image/png; name="${name}"\r\nContent-ID: <${cid}>\r\nContent-Disposition: inline; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`
const message = (html: string, parts: readonly string[]) => ({
  type: 'multipart/related; boundary=x',
  content: `--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n${parts.join('')}--x--`,
})
const show = async ({ token }: Someone, src: string) => {
  const { statusCode, rawPayload } = await server.app.inject({
    url: src,
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: statusCode, bytes: rawPayload }
}
const sourcesIn = (html: string) =>
  [...html.matchAll(/<img src="([^"]+)" alt="([^"]*)"/g)].map((one) => one.slice(1))

test('pictures of a mail are shown where they stood, to those who may read the ticket and nobody else', async () => {
  await deliver(server, mailbox, {
    from: person.email,
    subject: 'Écran bleu',
    body: message(
      '<p>Avant</p><img src="cid:a@x"><p>Après</p><img src="cid:b@x"><img src="cid:none@x"><img src="https://ailleurs.test/p.gif">',
      [
        part('a@x', 'écran &amp; "x".png'.replaceAll('"', ''), png),
        part('b@x', 'piège.png', Buffer.from('<svg onload="alert(1)"/>')),
      ],
    ),
  })
  const { number } = await lastMail(server)
  const record = await agent.caller.get(recordApi.read, { number: number ?? '' })
  const [[src = '', alt = ''] = []] = sourcesIn(record.description)
  assert.ok(src.startsWith(`${prefix}/pictures/`))
  assert.match(alt, /^écran/)
  assert.equal(sourcesIn(record.description).length, 1)
  assert.match(record.description, /Avant[\s\S]*<img [\s\S]*Après[\s\S]*\[piège\.png\]/)
  assert.doesNotMatch(record.description, /ailleurs|cid:/)
  assert.deepEqual((await show(person, src)).bytes, png)
  assert.equal((await show(agent, src)).status, 200)
  assert.equal((await show(await aClientPerson(server), src)).status, 404)
  const { items } = await agent.caller.get(attachmentApi.list, { number: record.number })
  assert.equal(items.length, 2)
})

test('a colleague’s internal word keeps its pictures from the client, and no mail leaves with a picture that it cannot show', async () => {
  const { number } = await lastMail(server)
  await deliver(server, mailbox, {
    from: agent.email,
    subject: `[${number}] Écran bleu`,
    headers: { 'Authentication-Results': 'mx.provider.test; dmarc=pass header.from=example.test' },
    body: message('<p>#interne à voir</p><img src="cid:c@x">', [part('c@x', 'secret.png', png)]),
  })
  const { items } = await agent.caller.get(journalApi.ofRecord, { number: number ?? '' })
  const html = String(items.findLast(({ event }) => event === 'record.commented')?.data?.['html'])
  const [[src = ''] = []] = sourcesIn(html)
  assert.equal((await show(agent, src)).status, 200)
  assert.equal((await show(person, src)).status, 404)
  const raw = await composeLetter({
    from: { name: 'Support', address: 'support@provider.test' },
    to: person.email,
    subject: 'x',
    html: `<p>Voici</p>${html}`,
    messageId: 'a@b',
    date: Temporal.Instant.from('2026-03-02T09:00:00Z'),
    inReplyTo: null,
    references: [],
    isAutomatic: false,
    installation: 'x',
  })
  const sent = await readMessage(raw)
  assert.doesNotMatch(sent.html ?? '', /<img/)
  assert.match(sent.html ?? '', /\[secret\.png\]/)
})
