/** Ticket templates: a ticket filled in beforehand. */
export const template = {
  title: 'Gabarits de ticket',
  card: 'Un ticket prérempli pour ce qui revient au téléphone.',
  lead: 'Choisi sur le formulaire téléphonique, un gabarit remplit titre, service, catégorie, gravité et liste de contrôle ; tout reste modifiable avant l’enregistrement.',
  create: 'Nouveau gabarit',
  edit: 'Modifier le gabarit',
  end: 'Retirer',
  name: 'Nom du gabarit',
  kind: 'Sorte',
  ticketTitle: 'Titre du ticket',
  description: 'Description',
  checklist: 'Liste de contrôle',
  checklistHelp: 'Un point par ligne ; un « ! » au début le rend obligatoire.',
  pick: 'Gabarit',
  none: 'Sans gabarit',
  emptyText: 'Préparez une fois ce que vous tapez chaque semaine.',
}
