import type { fr } from './fr.ts'

/** What Québec says otherwise; all the rest is as in French. */
export const frCa: Overlay<typeof fr> = {
  organisation: {
    setUp: {
      organisation: { emergencyHelp: 'Celui de la garde, si vous en avez une.' },
      service: { example: 'Courriel, postes de travail, sauvegarde…' },
      account: { email: 'Adresse courriel' },
      done: { ticket: 'Ouvrir un premier billet' },
      explore: {
        text: 'Avant de commencer pour de vrai, visitez une organisation d’exemple, avec ses clients, ses billets et un an d’histoire. Ce lien de mise en route restera valable.',
      },
    },
  },
  session: {
    signIn: { email: 'Adresse courriel' },
    tokens: {
      nameHelp: 'Ce qui s’en servira, par exemple « sonde de surveillance ».',
      scope: { intake: 'Signaler des billets seulement' },
    },
  },
  shell: {
    newTicket: 'Nouveau billet',
    rail: { deskShort: 'Billets', method: 'Système de gestion', contracts: 'Ententes de niveau de service' },
    search: { label: 'Rechercher un billet, un client, une personne…' },
    shortcuts: { create: 'Nouveau billet' },
  },
}

type Overlay<T> = { [Name in keyof T]?: T[Name] extends string ? string : Overlay<T[Name]> }
