import { randomUUID } from 'node:crypto'
import { openSender } from '../../server/src/platform/mail/send.ts'
import { emma, lea, sophie, tom } from '../firm.ts'

export const desk = 'aide@trousse.test'

interface Letter {
  from: string
  subject: string
  text: string
  headers?: string[]
}

/** What a weekend leaves in the mailbox: eight people, an answering machine, and somebody whom nobody knows. */
export const tenMails = (before: { solved: string; waiting: string }): Letter[] => [
  {
    from: `Léa Morin <${lea.email}>`,
    subject: 'Écran noir',
    text: 'Bonjour,\n\nMon second écran reste noir depuis ce matin.\n\nLéa',
  },
  {
    from: `Sophie Arnaud <${sophie.email}>`,
    subject: 'Imprimante de l’atelier',
    text: 'L’imprimante de l’atelier ne prend plus le papier, même après nettoyage. Quelqu’un peut-il passer ?',
  },
  {
    from: `Tom Blanc <${tom.email}>`,
    subject: 'Messagerie',
    text: 'Plus aucun courriel ne part ni n’arrive.',
  },
  { from: `Emma White <${emma.email}>`, subject: 'No mail since 8 am', text: 'Nothing comes in. Is it us?' },
  {
    from: `Sophie Arnaud <${sophie.email}>`,
    subject: 'Lenteur du partage',
    text: 'Le dossier partagé met une minute à s’ouvrir chez tout le monde.',
  },
  {
    from: `Léa Morin <${lea.email}>`,
    subject: 'Panne de messagerie ?',
    text: 'Chez nous aussi, la messagerie ne répond plus.',
  },
  {
    from: `Léa Morin <${lea.email}>`,
    subject: `Re: [${before.solved}] Mot de passe`,
    text: 'Merci beaucoup !',
  },
  {
    from: `Tom Blanc <${tom.email}>`,
    subject: `Re: [${before.waiting}] Numériseur`,
    text: 'C’est le modèle DS-530, acheté en mars.',
  },
  {
    from: `Tom Blanc <${tom.email}>`,
    subject: `Réponse automatique : [${before.waiting}] Numériseur`,
    text: 'Je suis absent jusqu’à 14 h.',
    headers: ['Auto-Submitted: auto-replied'],
  },
  {
    from: 'Paul Neuf <paul@neuf.test>',
    subject: 'Première demande',
    text: 'Je viens d’arriver au Cabinet Blanc, je n’ai pas encore de clavier.',
  },
]

/** A mail server forwards them to the product’s own door. */
export const deliver = async (port: number, letters: readonly Letter[]): Promise<void> => {
  const sender = await openSender({ host: 'localhost', port, security: 'none', user: null, secret: null })
  for (const { from, subject, text, headers = [] } of letters) {
    const lines = [
      `From: ${from}`,
      `To: ${desk}`,
      `Subject: ${subject}`,
      `Message-ID: <${randomUUID()}@x.test>`,
      'Content-Type: text/plain; charset=utf-8',
      ...headers,
      '',
      text,
      '',
    ]
    // oxlint-disable-next-line no-await-in-loop -- one connection
    const { kind } = await sender.send({
      from: 'relais@x.test',
      to: desk,
      raw: Buffer.from(lines.join('\r\n').replaceAll(/(?<!\r)\n/g, '\r\n')),
    })
    if (kind !== 'sent') throw new Error(`“${subject}” was not taken in`)
  }
  sender.close()
}
