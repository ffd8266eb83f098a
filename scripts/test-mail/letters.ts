/** What should become of a message. */
export interface Expected {
  state: 'filed' | 'quarantined' | 'refused' | 'failed'
  why: string
  /** Messages of one name end on one ticket. */
  ticket?: string
}

export interface Letter extends Expected {
  kind: string
  id: string
  from: string
  envelopeFrom: string
  raw: Buffer
}

/** What was there before the first message. */
export interface Scene {
  /** A person's address and the tickets of that person. */
  clients: { email: string; open: string; resolved: string; merged: string; successor: string }[]
  /** Of the provider. */
  agent: string
  strangers: string[]
  /** Of a domain that a client has named. */
  newcomers: string[]
}

const trusted = 'Authentication-Results: mx.provider.test; dmarc=pass header.from=provider.test'

/** 500 messages of every kind that a mailbox of a small provider gets, the same ones each time. */
export const letters = (scene: Scene): Letter[] => {
  const all: Letter[] = []
  const client = (index: number) => {
    const found = scene.clients[index % scene.clients.length]
    if (found === undefined) throw new Error('The scene has no clients.')
    return found
  }
  const add = (
    kind: string,
    count: number,
    make: (index: number) => Partial<Written> & Partial<Expected> & { from?: string },
  ): void => {
    for (let index = 0; index < count; index++) {
      const made = make(index)
      const id = made.id ?? `${kind}.${index}@letters.test`
      const from = made.from ?? client(index).email
      all.push({
        kind,
        id,
        from,
        envelopeFrom: made.envelopeFrom ?? from,
        raw: write({ ...made, id, from, subject: made.subject ?? `${kind} ${index}` }),
        state: made.state ?? 'filed',
        why: made.why ?? 'report',
        ...(made.ticket === undefined ? {} : { ticket: made.ticket }),
      })
    }
  }

  // Some answers arrive before what they answer: which of the two makes the ticket is chance, that there is one is not.
  add('plain', 60, (index) => ({ ticket: `plain ${index}`, why: 'report or comment' }))
  add('answer', 60, (index) => ({
    reply: `plain.${index}@letters.test`,
    subject: 'un tout autre sujet',
    ticket: `plain ${index}`,
    why: 'report or comment',
    text: `Une précision ${index}.\n\nLe lun. 2 mars 2026 à 09:00, Support <support@provider.test> a écrit :\n> ce qui était dit`,
  }))
  add('html', 35, (index) => ({
    type: 'text/html; charset=utf-8',
    text: `<p>Bonjour,</p><p>écran noir ${index}</p><script>alert(1)</script><img src="https://compteur.test/x.gif"><div class="gmail_signature">-- <br>Noa</div>`,
  }))
  const charsets = [
    ['iso-8859-1', 'latin1', 'imprimante à côté'],
    ['windows-1252', 'latin1', 'été – réseau'.replace('–', '\u0096')],
    ['utf-16le', 'utf16le', 'écran cassé'],
    ['x-inconnu', 'latin1', 'rien de connu'],
  ] as const
  add('charset', 32, (index) => {
    const [charset, encoding, text] = charsets[index % charsets.length] ?? charsets[0]
    return {
      type: `text/plain; charset=${charset}`,
      encoding: 'base64',
      text: Buffer.from(`${text} ${index}`, encoding).toString('base64'),
    }
  })
  add('attachment', 30, (index) => ({
    ...mixed([
      'Content-Type: text/plain; charset=utf-8\r\n\r\nVoir la pièce jointe.',
      `Content-Type: application/pdf; name="note ${index}.pdf"\r\nContent-Disposition: attachment; filename*=utf-8''note%20${index}%20%C3%A9t%C3%A9.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.alloc(20_000, index).toString('base64')}`,
    ]),
  }))
  add('picture', 20, () => ({
    ...mixed(
      [
        'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Voici l’écran : <img src="cid:ecran@x"></p>',
        `Content-Type: image/png; name="ecran.png"\r\nContent-ID: <ecran@x>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.alloc(3000, 7).toString('base64')}`,
      ],
      'related',
    ),
  }))
  add('winmail', 10, () => ({
    ...mixed([
      'Content-Type: text/plain\r\n\r\nPièce d’Outlook.',
      `Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Disposition: attachment; filename="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\n${tnef('devis.docx').toString('base64')}`,
    ]),
  }))
  add('calendar', 10, () => ({
    ...mixed(
      [
        'Content-Type: text/plain\r\n\r\nUne réunion.',
        'Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Point réseau\r\nDTSTART:20260310T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR',
      ],
      'alternative',
    ),
  }))
  add('tag', 40, (index) => ({
    subject: `Re: [${client(index).open}] suite`,
    why: 'comment',
    ticket: client(index).open,
  }))
  add('thanks', 20, (index) => ({
    subject: `RE: [${client(index).resolved}]`,
    text: 'Merci beaucoup, c’est parfait !\n\nEnvoyé de mon iPhone',
    why: 'thanks',
    ticket: client(index).resolved,
  }))
  add('late', 13, (index) => ({
    subject: `RE: [${client(index).resolved}]`,
    text: 'La panne est revenue ce matin.',
    why: 'after-resolution',
    ticket: client(index).resolved,
  }))
  add('merged', 10, (index) => ({
    subject: `Re: [${client(index).merged}] fusionné`,
    why: 'comment',
    ticket: client(index).successor,
  }))
  add('stranger', 40, (index) => ({
    from: scene.strangers[index % scene.strangers.length] ?? '',
    state: 'quarantined',
    why: 'unknown-sender',
  }))
  add('newcomer', 20, (index) => ({ from: scene.newcomers[index % scene.newcomers.length] ?? '' }))
  add('vacation', 20, () => ({
    headers: ['Auto-Submitted: auto-replied'],
    state: 'refused',
    why: 'auto-reply',
  }))
  add('null-path', 10, () => ({ envelopeFrom: '', state: 'refused', why: 'auto-reply' }))
  add('list', 15, (index) => ({
    from: scene.strangers[index % scene.strangers.length] ?? '',
    headers: ['List-Id: <infos.liste.test>', 'Precedence: bulk'],
    state: 'refused',
    why: 'list-mail',
  }))
  add('lost-bounce', 5, () => ({
    from: 'mailer-daemon@ailleurs.test',
    envelopeFrom: '',
    ...mixed(
      [
        'Content-Type: text/plain\r\n\r\nUndelivered.',
        'Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; y@z.test\r\nAction: failed\r\nStatus: 5.1.1',
        'Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <jamais-vu@nulle.part>',
      ],
      'report; report-type=delivery-status',
    ),
    state: 'refused',
    why: 'unknown-bounce',
  }))
  add('forged', 10, (index) => ({
    from: scene.agent,
    subject: `[${client(index).open}] #interne`,
    state: 'quarantined',
    why: 'not-authenticated',
  }))
  add('note', 10, (index) => ({
    from: scene.agent,
    headers: [trusted],
    subject: `[${client(index).open}] note`,
    text: `#interne\nÀ ne pas montrer ${index}`,
    why: 'internal-note',
    ticket: client(index).open,
  }))
  add('agent', 10, (index) => ({
    from: scene.agent,
    headers: [trusted],
    subject: `[${client(index).open}] réponse`,
    why: 'comment',
    ticket: client(index).open,
  }))
  add('broken', 15, (index) => broken(index))
  add('deep', 5, () => ({ ...deep(), state: 'failed', why: 'unreadable' }))
  if (all.length !== 500) throw new Error(`There are ${all.length} messages.`)
  return all
}

interface Written {
  id: string
  from: string
  subject: string
  envelopeFrom: string
  headers: string[]
  /** Lines below the others. */
  tail: string[]
  reply: string
  type: string
  encoding: string
  text: string
}

const write = (letter: Partial<Written>): Buffer => {
  const {
    id,
    from,
    subject,
    headers = [],
    tail = [],
    reply,
    type = 'text/plain; charset=utf-8',
    encoding,
    text = 'Bonjour, une panne.',
  } = letter
  const lines = [
    ...headers,
    `From: ${from}`,
    'To: support@provider.test',
    `Subject: =?utf-8?B?${Buffer.from(subject ?? '').toString('base64')}?=`,
    'Date: Mon, 02 Mar 2026 09:00:00 +0000',
    `Message-ID: <${id}>`,
    ...(reply === undefined ? [] : [`In-Reply-To: <${reply}>`, `References: <${reply}>`]),
    'MIME-Version: 1.0',
    `Content-Type: ${type}`,
    ...(encoding === undefined ? [] : [`Content-Transfer-Encoding: ${encoding}`]),
    ...tail,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text.replaceAll(/\r?\n/g, '\r\n')}\r\n`)
}

const mixed = (parts: readonly string[], kind = 'mixed') => ({
  type: `multipart/${kind}; boundary="limite"`,
  text: `${parts.map((part) => `--limite\r\n${part}\r\n`).join('')}--limite--`,
})

/** What is malformed is filed as far as it can be read. */
const broken = (index: number): Partial<Written> => {
  switch (index % 5) {
    case 0:
      return { type: 'multipart/mixed; boundary="jamais"', text: 'aucune limite ici' }
    case 1:
      return { type: 'text/plain; charset=utf-8', encoding: 'base64', text: 'Qm9uam91c@@@@ tronqué' }
    case 2:
      return { tail: ['X-Garbage: \u0001\u0002', 'Sans deux-points'], text: 'en-têtes abîmés' }
    case 3:
      return { text: '' }
    default:
      return { type: 'text/html', text: `<table><tr><td><b>${'<div>'.repeat(500)}ouvert` }
  }
}

const deep = () => {
  const parts = Array.from({ length: 400 }, () => '--limite\r\nContent-Type: text/plain\r\n\r\nx\r\n')
  return { type: 'multipart/mixed; boundary="limite"', text: `${parts.join('')}--limite--` }
}

/** A winmail.dat with one file. */
export const tnef = (name: string): Buffer => {
  const attribute = (level: number, id: number, content: Buffer) => {
    const head = Buffer.alloc(9)
    head.writeUInt8(level, 0)
    head.writeUInt32LE(id, 1)
    head.writeUInt32LE(content.length, 5)
    return Buffer.concat([head, content, Buffer.alloc(2)])
  }
  const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00])
  return Buffer.concat([
    signature,
    attribute(2, 0x00_06_90_02, Buffer.alloc(14)),
    attribute(2, 0x00_01_80_10, Buffer.from(`${name}\0`)),
    attribute(2, 0x00_06_80_0f, Buffer.from('contenu du document')),
  ])
}
