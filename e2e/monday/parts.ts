import type { Hand } from './hand.ts'
import { choose, classify, moves, openTicket, say, take, toMyWork } from './ticket.ts'

export interface Window {
  hand: Hand
  /** Looks at what stands there now. */
  picture: (name: string) => Promise<void>
}

type Part = (window: Window) => Promise<void>

const readNews: Part = async ({ hand, picture }) => {
  await toMyWork(hand)
  await hand.page.getByRole('row', { name: /Panne de messagerie/ }).waitFor()
  await picture('monday-work')
}

const answerMails: Part = async ({ hand, picture }) => {
  const { page } = hand
  await openTicket(hand, 'Écran noir')
  await hand.press('t')
  await classify(hand, 'Post', /Impact Faible, urgence Moyenne/)
  await say(hand, 'Le câble est-il bien enfoncé des deux côtés ?')
  await picture('monday-mail')
  await hand.click(moves(hand).getByRole('button', { name: 'Plus' }))
  await hand.click(page.getByRole('menuitem', { name: /attente/ }))
  await hand.click(
    moves(hand)
      .getByRole('form')
      .getByRole('combobox', { name: /attend/ }),
  )
  await hand.press('ArrowDown')
  await hand.press('Enter')
  await hand.press('Control+Enter')
  await page.getByText('En attente du client').first().waitFor()

  await toMyWork(hand)
  await openTicket(hand, 'Lenteur du partage')
  await hand.press('t')
  await classify(hand, 'Post', /Impact Moyen, urgence Moyenne/)

  await toMyWork(hand)
  await openTicket(hand, 'Numériseur')
  await page.getByText('C’est le modèle DS-530').waitFor()
  await hand.press('t')
  await take(hand, 'Solution trouvée', (form) =>
    hand.type(form.getByRole('textbox', { name: /^Solution/ }), 'Pilote DS-530 installé à distance.'),
  )
}

const admitStranger: Part = async ({ hand, picture }) => {
  const { page } = hand
  await toMyWork(hand)
  await hand.click(page.getByRole('link', { name: /message attend/ }))
  await hand.click(page.getByRole('button', { name: 'Lire – Première demande' }))
  await page.getByText('Je viens d’arriver au Cabinet Blanc').waitFor()
  await picture('monday-stranger')
  const admit = page.getByRole('button', { name: 'Créer la personne et le ticket' })
  await hand.click(admit)
  await choose(hand, /^Client/, 'Blanc')
  await hand.click(admit.last())
  await admit.last().waitFor({ state: 'detached' })
  await hand.press('Escape')
}

/** From the key of a new ticket to who is calling. */
const pickUp = async (hand: Hand, caller: string) => {
  const { page } = hand
  await hand.click(page.getByRole('link', { name: 'Nouveau ticket' }))
  await page.getByRole('heading', { level: 1, name: 'Nouveau ticket' }).waitFor()
  const field = page.getByLabel(/^Appelant|^Demandeur/).first()
  await hand.click(field)
  await hand.type(field, caller)
  await hand.press('Enter')
  await page.locator(`input[value^="${caller} "]`).waitFor()
}

const knownTrouble: Part = async ({ hand, picture }) => {
  const { page } = hand
  await pickUp(hand, 'Léa')
  await hand.type(page.getByLabel(/^Titre/), 'Mot de passe oublié')
  await hand.click(page.getByLabel(/La solution est connue/))
  await hand.type(page.getByLabel(/^Solution/), 'Réinitialisé avec elle.')
  await choose(hand, /^Cause/, 'Utilis')
  await choose(hand, /^Service/, 'Post')
  await hand.click(page.getByRole('radio', { name: /Impact Faible, urgence Moyenne/ }))
  await picture('monday-call')
  await hand.press('Control+Enter')
  await page.waitForURL('**/tickets/INC-*')
}

const whereItStands: Part = async ({ hand }) => {
  const { page } = hand
  await hand.press('Control+k')
  await hand.type(page.getByRole('dialog').getByRole('textbox'), 'partage')
  await page.getByRole('dialog').getByText('Lenteur du partage').first().waitFor()
  await hand.press('Enter')
  await page.getByRole('heading', { level: 1 }).getByText('Lenteur du partage').waitFor()
  await hand.click(page.getByRole('region', { name: 'Votre message' }).getByText('Interne', { exact: true }))
  await say(hand, 'Sophie a rappelé : surtout le matin.')
}

const newTrouble: Part = async ({ hand }) => {
  const { page } = hand
  await pickUp(hand, 'Tom')
  await hand.type(page.getByLabel(/^Titre/), 'Clé de chiffrement refusée')
  await choose(hand, /^Service/, 'Post')
  await hand.click(page.getByRole('radio', { name: /Impact Faible, urgence Élevée/ }))
  await hand.press('Control+Enter')
  await page.waitForURL('**/tickets/INC-*')
  await hand.press('t')
}

const visit: Part = async ({ hand, picture }) => {
  const { page } = hand
  await toMyWork(hand)
  await openTicket(hand, 'Imprimante de l’atelier')
  await hand.press('t')
  await classify(hand, 'Post', /Impact Faible, urgence Moyenne/)
  await hand.click(page.getByRole('button', { name: 'Planifier une intervention' }))
  const dialog = page.getByRole('dialog')
  await hand.type(dialog.getByLabel('Lieu'), 'Atelier')
  await hand.click(dialog.getByRole('button', { name: 'Enregistrer' }))
  await hand.click(page.getByRole('region', { name: 'Interventions' }).getByRole('link').first())
  await hand.click(page.getByRole('button', { name: 'Commencer' }))
  await hand.type(page.getByRole('textbox', { name: 'Note', exact: true }), 'Rouleau nettoyé et regarni.')
  await hand.click(page.getByRole('button', { name: 'Garder la note' }))
  await picture('monday-visit')
  await hand.click(page.getByRole('button', { name: 'Terminer l’intervention' }))
  await page.getByText('est joint au ticket').waitFor()
}

const arrival: Part = async ({ hand, picture }) => {
  const { page } = hand
  await hand.click(page.getByRole('link', { name: 'Nouveau ticket' }))
  await hand.click(page.getByText('Une demande'))
  const field = page.getByLabel(/^Appelant|^Demandeur/).first()
  await hand.click(field)
  await hand.type(field, 'Sophie')
  await hand.press('Enter')
  await choose(hand, /^Modèle/, 'Arriv')
  await choose(hand, /^Service/, 'Post')
  await hand.type(page.getByLabel('Prénom et nom'), 'Jeanne Petit')
  await page.getByLabel('Premier jour').fill('2026-12-07')
  await hand.click(page.getByRole('radio', { name: 'Portable à préparer' }))
  await hand.click(
    page.getByRole('radiogroup', { name: /téléphone mobile/ }).getByRole('radio', { name: 'Non' }),
  )
  await picture('monday-arrival')
  await hand.press('Control+Enter')
  await page.waitForURL('**/tickets/REQ-*')
  await hand.press('t')
}

const majorIncident: Part = async ({ hand, picture }) => {
  const { page } = hand
  await toMyWork(hand)
  await openTicket(hand, 'Messagerie')
  await classify(hand, 'Mess', /Impact Élevé, urgence Élevée/)
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await hand.click(moves(hand).getByRole('button', { name: 'Plus' }))
  await hand.click(page.getByRole('menuitem', { name: /^Déclarer majeur/ }))
  const form = moves(hand).getByRole('form')
  await hand.type(form.getByRole('textbox', { name: /^Motif/ }), 'Tous les clients.')
  await hand.press('Control+Enter')
  await page.getByText('Majeur', { exact: true }).first().waitFor()
  await take(hand, 'Déclarer', async (asked) => {
    await hand.click(asked.getByLabel(/^Responsable de crise/))
    await hand.click(page.getByRole('option', { name: 'Marc Petit' }))
  })
  // Those who wrote before anybody knew.
  await hand.click(page.getByRole('link', { name: 'Tickets', exact: true }))
  for (const title of ['No mail since 8 am', 'Panne de messagerie'])
    await hand.click(page.getByRole('row', { name: new RegExp(title) }).getByRole('checkbox'))
  await hand.click(page.getByRole('button', { name: 'Rattacher…' }))
  await hand.type(page.getByRole('combobox', { name: 'Incident commun' }), number)
  await page.getByRole('option', { name: new RegExp(`^${number} `) }).waitFor()
  await picture('monday-attach')
  await hand.press('Enter')
  await hand.press('Enter')
  await hand.click(
    page
      .getByRole('dialog')
      .getByRole('button', { name: /Fermer/ })
      .first(),
  )
  await openTicket(hand, 'Messagerie')
  // The one who has only a telephone.
  await hand.press('a')
  await page.keyboard.type('Gardien du dépôt')
  await page.getByRole('option', { name: /Gardien du dépôt/ }).waitFor()
  await hand.press('ArrowDown')
  await hand.press('Enter')
  await page.getByRole('status').filter({ hasText: 'Gardien du dépôt' }).waitFor()
  await say(hand, 'Le serveur de messagerie redémarre, retour prévu à 9 h 30.')
  await picture('monday-major')
  await take(hand, 'Rétabli', (asked) =>
    hand.type(asked.getByRole('textbox', { name: /^Solution/ }), 'Disque remplacé.'),
  )
  await take(hand, 'Service rétabli', () => choose(hand, /^Cause/, 'Mat'))
}

/** A Monday morning, in the order in which it comes. */
export const parts: [string, Part][] = [
  ['what came in', readNews],
  ['mails', answerMails],
  ['a stranger’s mail', admitStranger],
  ['call: a known trouble', knownTrouble],
  ['call: where does it stand?', whereItStands],
  ['call: a new trouble', newTrouble],
  ['a visit', visit],
  ['an arrival', arrival],
  ['a major incident', majorIncident],
]
