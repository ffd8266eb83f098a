import { escapeHtml } from '#platform/mail/fold.ts'

interface Addressed {
  firm: string
  url: string
}

const link = (url: string, label: string): string =>
  `<p><a href="${escapeHtml(url)}">${label}</a></p><p><small>${escapeHtml(url)}</small></p>`

/** What our own messages say; nothing in them was typed by who asked for them. */
export const words = {
  fr: {
    signIn: ({ firm, url }: Addressed) => ({
      subject: `Votre lien de connexion – ${firm}`,
      html: `<p>Bonjour,</p><p>Voici votre lien de connexion. Il sert une fois et reste valable 15 minutes.</p>${link(url, 'Me connecter')}<p>Vous n’avez rien demandé ? Ne faites rien : sans ce lien, personne n’entre.</p>`,
    }),
    password: ({ firm, url }: Addressed) => ({
      subject: `Choisir un nouveau mot de passe – ${firm}`,
      html: `<p>Bonjour,</p><p>Ce lien vous connecte, puis vous choisissez un nouveau mot de passe. Il sert une fois et reste valable 15 minutes.</p>${link(url, 'Choisir un nouveau mot de passe')}<p>Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.</p>`,
    }),
    confirm: ({ firm, url }: Addressed) => ({
      subject: `Confirmez votre demande – ${firm}`,
      html: `<p>Bonjour,</p><p>Quelqu’un, vous sans doute, vient d’écrire à ${escapeHtml(firm)} depuis la page d’aide, avec cette adresse. Confirmez dans les 24 heures : la demande part alors.</p>${link(url, 'Confirmer ma demande')}<p>Ce n’était pas vous ? Ne faites rien : rien ne part.</p>`,
    }),
    hidden: '<p>Ce message contient un lien personnel : seul son destinataire le lit.</p>',
  },
  en: {
    signIn: ({ firm, url }: Addressed) => ({
      subject: `Your sign-in link – ${firm}`,
      html: `<p>Hello,</p><p>Here is your sign-in link. It works once and stays valid for 15 minutes.</p>${link(url, 'Sign in')}<p>You did not ask for it? Do nothing: nobody gets in without this link.</p>`,
    }),
    password: ({ firm, url }: Addressed) => ({
      subject: `Choose a new password – ${firm}`,
      html: `<p>Hello,</p><p>This link signs you in; then you choose a new password. It works once and stays valid for 15 minutes.</p>${link(url, 'Choose a new password')}<p>You did not ask for it? Do nothing: your password stays the same.</p>`,
    }),
    confirm: ({ firm, url }: Addressed) => ({
      subject: `Confirm your request – ${firm}`,
      html: `<p>Hello,</p><p>Somebody, probably you, has just written to ${escapeHtml(firm)} from the help page with this address. Confirm within 24 hours: then the request leaves.</p>${link(url, 'Confirm my request')}<p>It was not you? Do nothing: nothing leaves.</p>`,
    }),
    hidden: '<p>This message holds a personal link: its addressee alone reads it.</p>',
  },
} as const
