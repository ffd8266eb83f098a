import type { fr } from './fr.ts'

/** What Québec says otherwise; all the rest is as in French. */
export const frCa: Overlay<typeof fr> = {
  session: {
    signIn: { email: 'Adresse courriel' },
  },
  shell: {
    newTicket: 'Nouveau billet',
    rail: { method: 'Système de gestion', contracts: 'Ententes de niveau de service' },
    search: { label: 'Rechercher un billet, un client, une personne…' },
    shortcuts: { create: 'Nouveau billet' },
    notifications: {
      created: 'Nouveau billet',
      moved: 'Le billet a avancé',
      reopened: 'Billet rouvert',
      assigned: 'Billet confié',
    },
  },
}

type Overlay<T> = { [Name in keyof T]?: T[Name] extends string ? string : Overlay<T[Name]> }
