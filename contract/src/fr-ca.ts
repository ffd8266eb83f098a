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
  incident: {
    new: {
      title: 'Nouveau billet',
      similarText: 'Rattacher cet appel à un billet ouvert plutôt que d’en créer un autre.',
      another: 'Nouveau billet',
    },
  },
  journal: {
    say: {
      created: '{{who}} a enregistré le billet {{channel}}.',
      createdPlain: '{{who}} a enregistré le billet.',
      assigned: '{{who}} a confié le billet à {{name}}.',
      took: '{{who}} a pris le billet.',
      unassigned: '{{who}} a remis le billet à prendre.',
      resumed: '{{who}} a repris le billet.',
      resumedByTimer: 'L’attente est finie : le billet reprend.',
      targetedAgreement: 'Délais de l’entente de niveau de service : {{targets}}.',
      closed: 'Billet clos.',
      cancelled: 'Billet annulé.',
      overridden: '{{who}} a placé le billet de {{from}} à {{to}}, hors procédure. Motif : {{reason}}',
    },
  },
  notification: {
    emptyText:
      'Les messages, les délais dépassés et les escalades des billets qui vous concernent arrivent ici.',
  },
  record: {
    channel: {
      email: 'Courriel',
      monitoring: 'Surveillance',
    },
    by: {
      email: 'par courriel',
      monitoring: 'par la surveillance',
    },
    tickets_one: '{{count}} billet',
    tickets_other: '{{count}} billets',
    list: {
      title: 'Billets',
      tabs: 'Genre de billet',
      search: 'Rechercher dans ces billets',
      emptyTitle: 'Aucun billet encore',
      emptyText:
        'Ici arrive tout ce que les clients signalent et demandent, par téléphone, par courriel ou par le portail. Chaque billet suit la procédure approuvée et en garde la preuve.',
      noneTitle: 'Aucun billet ne correspond',
    },
    bulk: {
      chosen_one: '{{count}} billet choisi',
      chosen_other: '{{count}} billets choisis',
      done_one: '{{count}} billet confié',
      done_other: '{{count}} billets confiés',
      failed_one: '{{count}} billet n’a pas pu être confié : il a changé entre-temps.',
      failed_other: '{{count}} billets n’ont pas pu être confiés : ils ont changé entre-temps.',
    },
    key: {
      take: 'Me confier le billet',
      select: 'Choisir le billet',
    },
    mine: {
      followedNone: 'Vous ne suivez aucun billet.',
      allCalmText: 'Les billets à prendre et ceux qui vous attendent apparaîtront ici.',
    },
    page: {
      titleField: 'Titre du billet',
      present: '{{name}} regarde aussi ce billet',
      noMoves: 'Ce billet est terminé.',
    },
    priority: {
      agreement: 'Entente de niveau de service version {{number}}',
      noAgreement: 'Sans entente de niveau de service : les délais de la grille',
    },
    move: {
      mean: {
        email: 'Par courriel',
      },
      mergeText: 'Ce numéro mènera à l’autre billet. L’opération ne se défait pas.',
      cancelText: 'Le billet se termine sans résultat. Le motif est gardé.',
      requalifyText: 'Le billet continue sous un autre numéro ; celui-ci y mènera.',
    },
    field: {
      into: 'Billet à garder',
    },
    clock: {
      sourceAgreement: 'Délai promis par l’entente de niveau de service de ce client pour ce service.',
      sourceGrid: 'Délai de la grille de priorités : ce client n’a pas d’entente pour ce service.',
    },
    delay: {
      serviceDay_one: '{{count}} jour ouvrable',
      serviceDay_other: '{{count}} jours ouvrables',
    },
    link: {
      add: 'Lier à un billet',
    },
    caller: {
      help: 'Entrée rattache : l’appelant a son propre billet, son client et ses délais.',
    },
    similar: {
      title: 'Billets ouverts qui ressemblent',
    },
    visit: {
      'record-move': 'par une action de billet',
      called: 'après un billet appelé',
    },
    answer: {
      supplierText: 'Le fournisseur à qui le billet est confié le lira.',
    },
  },
  view: {
    removeText: 'Les billets ne changent pas ; seul ce raccourci disparaît.',
  },
}

type Overlay<T> = { [Name in keyof T]?: T[Name] extends string ? string : Overlay<T[Name]> }
