import type { fr } from './fr.ts'

/** What Québec says otherwise; all the rest is as in French. */
export const frCa: Overlay<typeof fr> = {
  access: {
    link: { email: 'Adresse courriel', sentTitle: 'Consultez vos courriels' },
    guest: {
      text: 'Vous n’avez pas de compte ? Écrivez-nous ici. Nous vous envoyons d’abord un courriel : ouvrez-le et confirmez, votre demande part alors.',
      email: 'Votre adresse courriel',
      sent: 'Nous avons envoyé un courriel à {{email}}. Ouvrez-le dans les 24 heures et confirmez : votre demande part alors.',
      confirmed: 'Merci. Nous vous répondons par courriel.',
    },
  },
  health: { part: { mail: 'Courriels' } },
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
    signIn: { email: 'Adresse courriel', link: 'Recevoir un lien de connexion par courriel' },
    tokens: {
      nameHelp: 'Ce qui s’en servira, par exemple « sonde de surveillance ».',
      scope: { intake: 'Signaler des billets seulement' },
    },
  },
  shell: {
    newTicket: 'Nouveau billet',
    rail: {
      deskShort: 'Billets',
      tickets: 'Billets',
      method: 'Système de gestion',
      contracts: 'Ententes de niveau de service',
    },
    search: { label: 'Rechercher un billet, un client, une personne…' },
    shortcuts: { create: 'Nouveau billet' },
  },
  request: {
    model: {
      anyone: 'Qui a le billet',
      ownDelaysHelp: 'Ils comptent au lieu de ceux de l’entente ou de la grille.',
      outOfContract: 'Hors entente : le signataire accepte le prix',
    },
  },
  change: {
    typeHelp: {
      emergency:
        'Rétablir un service ou combler une faille : accord oral consigné, signé sous un jour ouvrable.',
    },
    means: { email: 'Courriel' },
    attachment: 'L’écrit, parmi les fichiers de ce billet',
    attachmentNone: 'Joignez d’abord l’écrit au billet.',
  },
  problem: {
    incidents: {
      unlinkText:
        'Ce problème ne cause pas {{number}} : dites pourquoi. Le contournement déjà envoyé reste au billet.',
    },
  },
  reply: { card: 'Ce que l’on répond souvent, inséré au clavier et complété par le billet.' },
  template: {
    title: 'Gabarits de billet',
    card: 'Un billet prérempli pour ce qui revient au téléphone.',
    ticketTitle: 'Titre du billet',
  },
  indicator: {
    counted:
      'Comptés à l’instant sur les billets et leur journal ; un billet rouvert, annulé ou fusionné depuis change un mois passé.',
    unmeasured_one: '{{count}} ancien billet est encore à mesurer : ses temps manquent aux chiffres.',
    unmeasured_other: '{{count}} anciens billets sont encore à mesurer : leurs temps manquent aux chiffres.',
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
      mailed: 'Courriel parti : le demandeur est prévenu.',
      mailBounced: 'Un courriel au demandeur est revenu ({{status}}) : il n’a pas été remis.',
      answeredLate: 'Le client a répondu par courriel après la résolution. Faut-il rouvrir ?',
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
  letter: {
    card: 'Ce que les clients reçoivent par courriel, à chaque étape : le texte, par langue et par client.',
    lead: 'Ces messages partent automatiquement. Chacun peut être réécrit pour tous les clients, ou pour un seul. Un billet en envoie trois au plus.',
    when: {
      question: 'Quand le billet est mis en attente du client.',
      closed: 'Quand le billet se clôt sans que le demandeur l’ait confirmé.',
    },
    previewWith: 'Aperçu avec le billet',
  },
  mail: {
    title: 'Courriels',
    blocked: {
      lead: 'Leurs messages sont refusés sans réponse, et restent lisibles parmi les courriels refusés.',
    },
    why: {
      report: 'nouveau billet',
      comment: 'message ajouté au billet',
      'not-visible': 'l’expéditeur n’a pas accès à ce billet',
    },
    attachTitle: 'Rattacher à un billet',
    attachText:
      'Le message devient une parole de son expéditeur. S’il n’a pas accès au billet, il est classé en note interne.',
    attachNumber: 'Numéro du billet',
    admit: 'Créer la personne et le billet',
    admitTitle: 'Créer la personne et le billet',
    refuseText: 'Il est mis de côté sans billet et sans réponse.',
  },
  recurrence: {
    title: 'Billets récurrents',
    card: 'Des billets créés d’eux-mêmes, au rythme que vous fixez.',
    lead: 'Une récurrence crée un billet à partir d’un gabarit, à son heure. Après un arrêt, seul le dernier billet manqué est créé ; son journal dit lesquels ne l’ont pas été.',
    calendar: 'Jours ouvrables du calendrier',
    offDays: {
      before: 'Le jour ouvrable d’avant',
      after: 'Le jour ouvrable d’après',
      skip: 'Pas de billet',
    },
    next: 'Prochains billets :',
    latest: 'Derniers billets :',
    troubles: {
      grid: 'La gravité du gabarit n’est plus dans la grille : corrigez le gabarit, le billet sera créé dans l’heure.',
      assignee:
        'La personne à qui le billet est confié n’est plus là : choisissez-en une autre, il sera créé aussitôt.',
      other:
        'Le billet n’a pas pu être créé. Un nouvel essai a lieu chaque heure ; la cause est dans le journal du serveur.',
    },
    endText: 'Plus aucun billet ne sera créé ; ceux qui existent restent.',
  },
  notification: {
    browser: {
      off: 'Il peut afficher vos notifications, même quand Trousse n’est pas ouvert : le numéro et le titre du billet, rien de ce qui s’y dit.',
    },
    preference: {
      group: {
        colleague: 'Un collègue écrit sur un billet que je suis',
        assigned: 'Un billet ou une garde m’est confié',
      },
      mail: 'Par courriel',
      quietHelp:
        'Ce qui arrive pendant ces heures vous parvient à la fin. Les escalades de garde et les incidents majeurs n’attendent pas.',
    },
    say: {
      bounced: 'Un courriel au client est revenu',
      recurrenceFailed: 'Un billet récurrent n’a pas pu être créé',
    },
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
      attachTitle_one: 'Rattacher {{count}} billet à un incident',
      attachTitle_other: 'Rattacher {{count}} billets à un incident',
      attachHelp:
        'Une même panne : chaque billet garde son client et ses délais, et sera rétabli avec l’incident choisi.',
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
      help: 'Entrée rattache : l’appelant a son propre billet, son client et ses délais. S’il a déjà un billet, tapez son numéro.',
      attachTicket: 'Rattacher le billet {{number}}',
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
  backup: {
    lead: 'Une sauvegarde contient tout : billets, personnes, documents approuvés, pièces jointes et journal, dans un seul fichier. Elle se fait pendant que l’on travaille. Gardez-en une copie ailleurs que sur cette machine.',
  },
  agreement: {
    title: 'Ententes de niveau de service',
    one: 'Entente de niveau de service',
    create: 'Nouvelle entente',
    method: 'Ententes de niveau de service : ce que comptent les échéances',
    empty: {
      title: 'Pas encore d’entente de niveau de service',
      text: 'Une entente dit, pour un client et un service, en combien de temps vous prenez en charge et rétablissez, et pendant quelles heures. Sans entente, la grille générale s’applique.',
    },
    field: {
      noteHelp: 'Référence de l’entente signée, particularités convenues.',
    },
    next: {
      text: 'La version en vigueur juge encore les billets déjà ouverts.',
    },
    exists: 'Ce client a déjà une entente pour ce service : ceci en sera la version suivante.',
    saved: 'Entente enregistrée.',
    atOnce: 'Vous pouvez l’approuver : elle entre en vigueur dès l’enregistrement, ou à la date choisie.',
    needsApproval: 'Elle restera un brouillon jusqu’à l’approbation du rôle {{role}}.',
  },
  artefact: {
    kind: {
      agreement: 'Entente de niveau de service',
    },
    proposition: {
      text: 'Ces valeurs sont celles de la trousse. Elles servent déjà, et chaque billet jugé par elles le dit. Approuvez-les telles quelles, ou modifiez-les d’abord.',
    },
    approve: {
      supersedes:
        'Elle remplacera la version {{number}}. Les billets en cours gardent celle qui les a jugés.',
    },
    adopt: {
      only: 'Seule la direction adopte les propositions. D’ici là, les billets disent « proposition non approuvée ».',
      method: 'Approbation par la direction des documents du système de gestion',
    },
  },
  calendar: {
    copyDown: 'Reprendre le lundi pour tous les jours ouvrables',
  },
  client: {
    method: 'Parties intéressées et ententes de niveau de service (relation client)',
    empty: {
      text: 'Un client, ce sont ses personnes, ses services, ses ententes et ses billets. Aucun client ne voit ce qui appartient à un autre.',
    },
    column: {
      email: 'Courriel',
    },
    field: {
      email: 'Adresse courriel',
    },
    services: 'Services et ententes',
    noServices: 'Aucune entente de niveau de service : ses billets suivent les délais de la grille générale.',
    addAgreement: 'Nouvelle entente',
    openTickets: 'Billets ouverts',
    allTickets: 'Tous ses billets',
    newTicket: 'Nouveau billet pour ce client',
    endText:
      'Ses personnes ne pourront plus se connecter. Ses billets, ses ententes et leurs journaux restent lisibles. Cette décision ne s’annule pas.',
  },
  escalation: {
    rule: 'Un délai prévient et propose ; c’est une personne qui fait avancer le billet. Le centre de services reste l’interlocuteur du client à tous les niveaux.',
  },
  grid: {
    targets: {
      text: 'Comptés en heures de service. Ils valent quand aucune entente n’en promet d’autres.',
    },
  },
  person: {
    filter: {
      search: 'Nom, adresse courriel ou téléphone',
    },
    field: {
      email: 'Adresse courriel',
    },
    role: {
      'RGS/RC': {
        text: 'Responsable de la gestion des services : clients, ententes de niveau de service, rapports, satisfaction.',
      },
    },
    level: {
      requester: {
        text: 'Voit et suit ses propres billets.',
      },
      contact: {
        text: 'Voit tous les billets de son organisation, sauf les confidentiels.',
      },
    },
    access: {
      noEmail: 'Sans adresse courriel',
    },
    invite: {
      noEmail: 'Ajoutez d’abord une adresse courriel : c’est avec elle que la personne se connecte.',
    },
    tickets: 'Ses billets',
    assigned: 'Billets qui lui sont confiés',
  },
  procedure: {
    lead: 'La version en vigueur d’une procédure est le déroulement que suivent les billets. Un billet commencé garde la sienne jusqu’au bout.',
    open_one: '{{count}} billet ouvert',
    open_other: '{{count}} billets ouverts',
    step: {
      calls: 'ouvre un billet : {{process}}',
    },
    traffic: {
      records_one: '{{count}} billet passé par cette version',
      records_other: '{{count}} billets passés par cette version',
      none: 'Aucun billet n’est passé par cette version pendant la période.',
      open_one: '{{count}} billet à l’étape « {{step}} »',
      open_other: '{{count}} billets à l’étape « {{step}} »',
      legend:
        'Pastille : billets en ce moment et durée médiane. Trait : plus il est épais, plus le chemin est suivi.',
    },
    overrides: {
      text: 'La direction peut déplacer un billet contre la procédure, avec un motif. Ces cas disent où la procédure ne convient pas.',
      none: 'Aucun billet n’a quitté le chemin.',
      ticket: 'Billet',
    },
  },
  service: {
    empty: {
      text: 'Un service est ce que vous rendez à vos clients, dans leurs mots : « Messagerie », « Sauvegarde », « Postes de travail ». Chaque billet en touche un.',
    },
    column: {
      agreements: 'Ententes',
    },
    field: {
      calendarHelp: 'Valent quand aucune entente n’en dit d’autres.',
    },
    agreements_one: '{{count}} entente',
    agreements_other: '{{count}} ententes',
    endText: 'Les billets et les ententes qui le nomment le gardent ; rien de nouveau ne pourra le nommer.',
    category: {
      text: 'Elles disent de quoi parle un billet, pour l’affecter vite et voir ce qui revient. Une vingtaine suffit.',
      endText: 'Les billets qui la portent la gardent ; les nouveaux ne pourront plus la choisir.',
    },
    noAgreement: 'Aucune',
  },
  settings: {
    card: {
      procedures: 'Les déroulements en vigueur, et ce que les billets en font.',
      services: 'Le catalogue et les catégories de billets.',
    },
    journal: {
      subjectsHelp: 'Billets, personnes, clients, documents : chacun a la sienne.',
      missingText:
        'Une saisie abandonnée réserve un numéro sans créer de billet. Chaque trou est nommé ici, pour que son absence ne surprenne personne.',
      kind: {
        record: 'Billet',
      },
      fault: {
        'no-journal': 'Ce billet n’a aucun journal.',
      },
    },
  },
  supplier: {
    empty: {
      text: 'Un fournisseur reçoit les billets que vous lui confiez et n’en voit que ce qui le concerne, à partir de ce moment.',
    },
    noPeople: 'Personne n’est encore connu ici. Ajoutez votre interlocuteur pour lui confier des billets.',
  },
  team: {
    empty: {
      text: 'Une équipe regroupe les collègues qui prennent les mêmes billets : « Systèmes », « Réseau », « Garde ». À une ou deux personnes, vous pouvez vous en passer.',
    },
    actsForNobody: 'Sans mandat : reçoit des billets, n’agit pour aucun rôle',
    tickets: 'Ses billets',
    endText:
      'Ses membres perdent les mandats de l’équipe. Les billets qu’elle avait pris restent lisibles, à son nom.',
  },
}

type Overlay<T> = { [Name in keyof T]?: T[Name] extends string ? string : Overlay<T[Name]> }
