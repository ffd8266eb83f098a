import { mailApi } from '#contract/mail/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { clientKeys } from '../firm/clients.ts'
import type { Life, Someone, World } from '../world.ts'

const address = 'support@estran.example'

/** A day of the mailbox: a trouble, an answer, an absence, and somebody whom nobody knows. Nothing leaves: an example writes to nobody. */
export const openMailbox = async function* (world: World): Life {
  const { stage, end } = world
  const { voice } = world.staff('helene')
  const mailbox = await voice.call(mailApi.createMailbox, { name: 'Support', address, kind: 'door' })
  const receive = (letter: Letter) => stage.receive(mailbox.id, asRaw(letter, stage.now()))
  const [, , writer] = world.client('morvan').people
  if (writer === undefined) return

  yield end.subtract({ hours: 4 })
  await receive({
    from: writer,
    subject: 'Comptalia se ferme à l’impression',
    text: 'Bonjour,\n\nDepuis ce matin, Comptalia se ferme dès que j’imprime un bilan. J’ai redémarré deux fois.\n\nMerci,\nLucas',
  })
  const asked = await waitingFor(world)
  if (asked !== null) {
    yield end.subtract({ hours: 3 })
    await receive({
      from: asked.person,
      subject: `Re: [${asked.number}] ${asked.title}`,
      text: 'Voici le message exact : « délai d’attente dépassé », suivi du code 0x80072ee2.',
    })
    await receive({
      from: asked.person,
      subject: `Réponse automatique : [${asked.number}] ${asked.title}`,
      text: 'Je suis absent cet après-midi.',
      headers: ['Auto-Submitted: auto-replied'],
    })
  }
  yield end.subtract({ hours: 2 })
  await receive({
    from: { name: 'Paul Garnier', email: 'paul.garnier@atelier-garnier.example' },
    subject: 'Cherche un prestataire informatique',
    text: 'Bonjour, nous sommes six à l’atelier. Pouvez-vous passer nous voir ?\n\nPaul Garnier',
  })
}

interface Letter {
  from: Pick<Someone, 'name' | 'email'>
  subject: string
  text: string
  headers?: string[]
}

const asRaw = ({ from, subject, text, headers = [] }: Letter, at: Temporal.Instant): Buffer =>
  Buffer.from(
    [
      `From: ${encoded(from.name)} <${from.email}>`,
      `To: ${address}`,
      `Subject: ${encoded(subject)}`,
      `Date: ${new Date(at.epochMilliseconds).toUTCString()}`,
      `Message-ID: <${at.epochMilliseconds}.${subject.length}@${from.email.split('@').at(-1) ?? ''}>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      ...headers,
      '',
      text.replaceAll('\n', '\r\n'),
      '',
    ].join('\r\n'),
  )

/** A header's words (RFC 2047). */
const encoded = (words: string): string => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`

/** Somebody of a client whose ticket is under way. */
const waitingFor = async (world: World) => {
  const { voice } = world.staff('thomas')
  const { items } = await voice.call(recordApi.list, {
    phase: 'active',
    kind: 'INC',
    sort: 'updated',
    limit: 20,
  })
  for (const item of items) {
    const { number, title } = item
    const person =
      'requesterName' in item
        ? clientPeople(world).find(({ name }) => name === item.requesterName)
        : undefined
    if (person !== undefined) return { number, title, person }
  }
  return null
}

const clientPeople = (world: World): Someone[] => clientKeys.flatMap((key) => [...world.client(key).people])
