import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { clientApi } from '../contract/src/client/api.ts'
import { incidentApi } from '../contract/src/incident/api.ts'
import { mailApi, type Mail } from '../contract/src/mail/api.ts'
import { personApi } from '../contract/src/person/api.ts'
import { recordApi } from '../contract/src/record/api.ts'
import { serviceApi } from '../contract/src/service/api.ts'
import { readEnvelope, readMessage } from '../server/src/platform/mail/parse.ts'
import { openSender } from '../server/src/platform/mail/send.ts'
import { letters, type Letter, type Scene } from './test-mail/letters.ts'
import { openProduct, type Voice } from './product.ts'
import { endOnSignals, openFolder, openTrial } from './trial.ts'
import { freePort, missingPrograms, password, startServers } from './test-mail/servers.ts'

/**
 * Mail against a real Postfix and a real Dovecot: 500 messages of every kind, each twice, while the product is killed; two
 * answering machines that face each other; and whether every answer stands in its conversation in the client's mailbox.
 */
const missing = missingPrograms()
if (missing.length > 0 || process.getuid?.() !== 0) {
  console.error(
    missing.length > 0
      ? `test:mail needs ${missing.join(' and ')}: apt-get install dovecot-imapd postfix.`
      : 'test:mail starts Postfix and Dovecot, which only root may.',
  )
  process.exit(1)
}

const support = 'support@provider.test'
const agent = { email: 'agent@provider.test', password: 'correct horse battery staple' }
const addresses = {
  clients: Array.from({ length: 20 }, (_, index) => `client${index}@client.test`),
  newcomers: Array.from({ length: 5 }, (_, index) => `nouveau${index}@nouveau.test`),
  strangers: Array.from({ length: 10 }, (_, index) => `inconnu${index}@ailleurs.test`),
  robots: ['robot@client.test', 'poli@client.test'],
}

const folder = openFolder('mail')
const bouncePort = await freePort()
const refuser = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: (_address, _session, answer) =>
    answer(Object.assign(new Error('No such person'), { responseCode: 550 })),
})
refuser.listen(bouncePort, '127.0.0.1')
const servers = await startServers(folder, {
  addresses: [support, agent.email, ...Object.values(addresses).flat()],
  bouncePort,
})
const product = await openProduct(folder)
const { check, conclude } = openTrial()

const end = async (): Promise<void> => {
  await product.stop()
  await servers.stop()
  await new Promise<void>((resolve) => refuser.close(() => resolve()))
  rmSync(folder, { recursive: true, force: true })
}
endOnSignals(end)

const until = async (what: string, isSo: () => Promise<boolean>, seconds = 90): Promise<void> => {
  const from = performance.now()
  while (performance.now() - from < seconds * 1000) {
    if (await isSo().catch(() => false)) return
    await sleep(250)
  }
  throw new Error(`Not within ${seconds} s: ${what}`)
}

const allMails = async (): Promise<Mail[]> => {
  const items: Mail[] = []
  for (let cursor: string | undefined; ;) {
    const page = await product.call(mailApi.list, { limit: 200, ...(cursor === undefined ? {} : { cursor }) })
    items.push(...page.items)
    if (page.nextCursor === null) return items
    cursor = page.nextCursor
  }
}

const post = async (all: readonly Pick<Letter, 'envelopeFrom' | 'raw'>[], pause = 0): Promise<void> => {
  const sender = await openSender({
    host: '127.0.0.1',
    port: servers.smtpPort,
    security: 'none',
    user: null,
    secret: null,
  })
  try {
    for (const { envelopeFrom, raw } of all) {
      const outcome = await sender.send({ from: envelopeFrom, to: support, raw })
      assert.deepEqual(outcome, { kind: 'sent' })
      if (pause > 0) await sleep(pause)
    }
  } finally {
    sender.close()
  }
}

/** A firm with a mailbox, clients with tickets in every state, and somebody at the desk. */
const prepare = async (): Promise<{ scene: Scene; desk: Voice }> => {
  const client = await product.call(clientApi.create, { name: 'Cabinet Client' })
  const other = await product.call(clientApi.create, { name: 'Atelier Nouveau' })
  await product.call(mailApi.writeDomains, { id: other.id, domains: ['nouveau.test'] })
  await product.call(personApi.create, { name: 'Camille Agent', roles: ['CS', 'RGS/AC'], ...agent })
  const service = await product.call(serviceApi.create, { name: 'Messagerie' })
  const usual = { serviceId: service.id, urgency: 2, impact: 2 }
  const desk = product.as(await product.tokenOf(agent.email, agent.password))
  const clients: Scene['clients'] = []
  for (const email of addresses.clients) {
    const { id } = await product.call(personApi.create, {
      name: `Client ${email}`,
      email,
      roles: ['CL'],
      clientId: client.id,
    })
    const report = (title: string) =>
      desk(incidentApi.report, { title: `${title} de ${email}`, requesterId: id, ...usual, channel: 'phone' })
    const [open, resolved, merged, successor] = [
      await report('Ouvert'),
      await report('Résolu'),
      await report('Fusionné'),
      await report('Successeur'),
    ]
    await desk(recordApi.merge, { number: merged.number, into: successor.number })
    for (const [move, fields] of [
      ['solution-found', { solution: 'redémarré', touchesControlledCi: false }],
      ['apply', {}],
      ['resolve', {}],
    ] as const) {
      const { moves } = await desk(recordApi.read, { number: resolved.number })
      if (moves.some(({ id: offered }) => offered === move)) {
        await desk(recordApi.move, { number: resolved.number, move, fields })
      }
    }
    assert.equal((await desk(recordApi.read, { number: resolved.number })).phase, 'resolved')
    const numbers = {
      open: open.number,
      resolved: resolved.number,
      merged: merged.number,
      successor: successor.number,
    }
    clients.push({ email, ...numbers })
  }
  for (const email of addresses.robots) {
    await product.call(personApi.create, { name: email, email, roles: ['CL'], clientId: client.id })
  }
  await product.call(personApi.create, {
    name: 'Parti',
    email: 'parti@bounce.test',
    roles: ['CL'],
    clientId: client.id,
  })
  const server = {
    imapHost: '127.0.0.1',
    imapPort: servers.imapPort,
    imapSecurity: 'none',
    password,
  } as const
  const sending = { smtpHost: '127.0.0.1', smtpPort: servers.smtpPort, smtpSecurity: 'none' } as const
  await product.call(mailApi.createMailbox, {
    name: 'Support',
    address: support,
    kind: 'imap',
    ...server,
    ...sending,
    doneFolder: 'Traites',
    refusedFolder: 'Refuses',
    trustedServer: 'mx.provider.test',
    readsAll: true,
  })
  return {
    desk,
    scene: { clients, agent: agent.email, strangers: addresses.strangers, newcomers: addresses.newcomers },
  }
}

try {
  await product.start()
  await product.signIn()
  const { scene, desk } = await prepare()
  const {
    items: [mailbox],
  } = await product.call(mailApi.listMailboxes, {})
  if (mailbox === undefined) throw new Error('There is no mailbox.')

  await check('the test of a mailbox goes through every step, up to a message to itself', async () => {
    await product.call(mailApi.testMailbox, mailbox)
    await until(
      'the test ends',
      async () => (await product.call(mailApi.readMailbox, mailbox)).test?.endedAt !== null,
      60,
    )
    const { test } = await product.call(mailApi.readMailbox, mailbox)
    assert.deepEqual(
      test?.steps.map(({ step, state }) => `${step} ${state}`),
      ['resolved done', 'connected done', 'signed-in done', 'folders done', 'sent done', 'received done'],
    )
  })

  const all = letters(scene)
  const ids = new Set(all.map(({ id }) => id))
  const ours = async () =>
    (await allMails()).filter(({ direction, messageId }) => direction === 'in' && ids.has(messageId))
  await check(
    '500 messages of every kind, each twice, with the product killed three times, are each in exactly one place',
    async () => {
      const posting = (async () => {
        await post(shuffled(all, 1))
        await post(shuffled(all, 2))
      })()
      for (const count of [60, 200, 350]) {
        await until(`${count} messages have arrived`, async () => (await ours()).length >= count)
        await product.kill()
        await sleep(500)
        await product.start()
      }
      await posting
      await until('all have arrived', async () => (await ours()).length === all.length, 240)
      await until(
        'all are decided upon',
        async () => (await ours()).every(({ state }) => state !== 'received'),
        240,
      )
      const mails = new Map((await ours()).map((mail) => [mail.messageId, mail]))
      assert.equal(mails.size, all.length)
      const wrong = all.flatMap((letter) => {
        const mail = mails.get(letter.id)
        const isRight = mail?.state === letter.state && letter.why.split(' or ').includes(mail.why ?? '')
        return isRight
          ? []
          : [`${letter.id}: ${mail?.state} ${mail?.why} ${mail?.detail}, not ${letter.state} ${letter.why}`]
      })
      assert.deepEqual(wrong, [])
      const places = new Map<string, Set<string | null | undefined>>()
      for (const { id, ticket } of all) {
        if (ticket !== undefined)
          places.set(ticket, (places.get(ticket) ?? new Set()).add(mails.get(id)?.number))
      }
      const scattered = [...places].filter(
        ([ticket, numbers]) => numbers.size !== 1 || (ticket.startsWith('INC-') && !numbers.has(ticket)),
      )
      assert.deepEqual(scattered, [], 'messages of one conversation are on one ticket')
      const reports = [...mails.values()].filter(({ why }) => why === 'report').map(({ number }) => number)
      assert.equal(new Set(reports).size, reports.length, 'a ticket a report')
      for (const { resolved } of scene.clients) {
        assert.equal(
          (await desk(recordApi.read, { number: resolved })).phase,
          'resolved',
          'nothing was reopened',
        )
      }
    },
  )

  await check(
    'on the server, what was filed and refused is put aside, and what waits for a person stays',
    async () => {
      const count = (state: Letter['state']) => all.filter((letter) => letter.state === state).length * 2
      const idsIn = (name?: string) =>
        servers.filesOf(support, name).filter((raw) => ids.has(readEnvelope(Buffer.from(raw)).messageId))
          .length
      const seen = () => ({ done: idsIn('Traites'), refused: idsIn('Refuses'), waiting: idsIn() })
      const wanted = {
        done: count('filed'),
        refused: count('refused'),
        waiting: count('quarantined') + count('failed'),
      }
      await until(
        'all is put aside',
        async () => JSON.stringify(seen()) === JSON.stringify(wanted),
        60,
      ).catch(() => undefined)
      assert.deepEqual(seen(), wanted)
    },
  )

  await check('every answer of the desk stands in its conversation in the client’s mailbox', async () => {
    const first = all.filter(({ kind }) => kind === 'plain').slice(0, 20)
    const mails = new Map((await ours()).map((mail) => [mail.messageId, mail]))
    for (const { id } of first) {
      await desk(recordApi.comment, { number: mails.get(id)?.number ?? '', body: `<p>Réponse à ${id}</p>` })
    }
    for (const { id, from } of first) {
      const found = () =>
        servers
          .filesOf(from)
          .filter((raw) => raw.includes(`R=C3=A9ponse =C3=A0 ${id}`) || raw.includes(`onse =C3=A0 ${id}`))
      await until(`the answer to ${id} arrives`, async () => found().length > 0)
      const answers = await Promise.all(found().map((raw) => readMessage(Buffer.from(raw))))
      assert.equal(new Set(answers.map(({ messageId }) => messageId)).size, 1, `one answer to ${id}`)
      const [answer] = answers
      assert.ok(answer !== undefined)
      assert.ok(answer.references.includes(id), `${id} is referred to by ${answer.references.join(' ')}`)
      assert.equal(answer.subject.startsWith(`[${mails.get(id)?.number}] `), true)
      const known = new Set([
        ...servers.filesOf(from).map((raw) => readEnvelope(Buffer.from(raw)).messageId),
        ...ids,
      ])
      assert.ok(
        answer.inReplyTo.every((one) => known.has(one)),
        'it answers what the client has',
      )
    }
  })

  await check(
    'a message that comes back marks the one that was sent, and says so on the ticket',
    async () => {
      const {
        items: [person],
      } = await product.call(personApi.list, { q: 'Parti' })
      const { number } = await desk(incidentApi.report, {
        title: 'Adresse morte',
        requesterId: person?.id ?? '',
        urgency: 2,
        impact: 2,
      })
      await desk(recordApi.comment, { number, body: 'Bonjour ?' })
      const sent = async () =>
        (await product.call(mailApi.list, { record: number })).items.find(
          ({ direction }) => direction === 'out',
        )
      await until('the bounce is understood', async () => (await sent())?.state === 'bounced')
    },
  )

  await check('two answering machines that face each other stop, the polite one at once', async () => {
    const answered = new Set<string>()
    const life = { isOver: false }
    const robots = async () => {
      while (!life.isOver) {
        for (const robot of addresses.robots) {
          for (const raw of servers.filesOf(robot)) {
            const { messageId } = readEnvelope(Buffer.from(raw))
            if (answered.has(`${robot} ${messageId}`)) continue
            answered.add(`${robot} ${messageId}`)
            const polite = robot.startsWith('poli')
              ? `Auto-Submitted: auto-replied\r\nIn-Reply-To: <${messageId}>\r\n`
              : ''
            await post([{ envelopeFrom: robot, raw: asRobot(robot, polite) }])
          }
        }
        await sleep(200)
      }
    }
    const running = robots()
    for (const robot of addresses.robots) await post([{ envelopeFrom: robot, raw: asRobot(robot, '') }])
    const from = async () =>
      (await allMails()).filter(({ sender }) => addresses.robots.includes(sender)).length
    let before = -1
    for (let quiet = 0; quiet < 4;) {
      await sleep(2000)
      const now = await from()
      quiet = now === before ? quiet + 1 : 0
      before = now
      assert.ok(now < 60, `${now} messages and no end`)
    }
    life.isOver = true
    await running
    const mails = (await allMails()).filter(({ sender }) => addresses.robots.includes(sender))
    assert.equal(mails.filter(({ sender, why }) => sender.startsWith('poli') && why === 'report').length, 1)
    assert.ok(
      mails.some(({ sender }) => sender.startsWith('robot')),
      'the robot answered',
    )
    console.log(
      `  the rude machine wrote ${mails.filter(({ sender }) => sender.startsWith('robot')).length} times`,
    )
  })
} finally {
  await end()
}

conclude(product.said())

/** Each time in another order, and each run in the same ones. */
function shuffled(all: readonly Letter[], seed: number): Letter[] {
  const place = (id: string) => {
    let sum = seed * 2_654_435_761
    for (const character of id)
      sum = (Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619) ^ (sum >>> 13)) >>> 0
    return sum
  }
  return all.toSorted((a, b) => place(a.id) - place(b.id))
}

function asRobot(robot: string, headers: string): Buffer {
  const id = `${Math.random().toString(36).slice(2)}@client.test`
  return Buffer.from(
    `${headers}From: ${robot}\r\nTo: ${support}\r\nSubject: Je suis absent\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <${id}>\r\n\r\nAbsent.\r\n`,
  )
}
