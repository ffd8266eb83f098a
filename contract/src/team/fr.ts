/** Teams, and the roles for which they act. */
export const team = {
  title: 'Équipes',
  create: 'Nouvelle équipe',
  editTitle: 'Modifier l’équipe {{name}}',
  method: 'Un couloir dit qui répond d’une étape ; un mandat dit qui peut agir',
  explained:
    'Une équipe mandatée « agit pour » un rôle : ses membres font les étapes de ce rôle sans le tenir. Les approbations restent à la personne qui tient le rôle, ou à son remplaçant nommé.',
  empty: {
    title: 'Pas encore d’équipe',
    text: 'Une équipe regroupe les collègues qui prennent les mêmes tickets : « Systèmes », « Réseau », « Astreinte ». À une ou deux personnes, vous pouvez vous en passer.',
  },
  name: 'Nom de l’équipe',
  mandates: 'Agit pour',
  mandatesHelp: 'Les membres peuvent faire les étapes de ces rôles.',
  actsFor: 'agit pour {{roles}}',
  actsForNobody: 'Sans mandat : reçoit des tickets, n’agit pour aucun rôle',
  members: 'Membres',
  noMember: 'Aucun membre',
  tickets: 'Ses tickets',
  edit: 'Modifier',
  end: 'Dissoudre',
  endTitle: 'Dissoudre l’équipe {{name}} ?',
  endText:
    'Ses membres perdent les mandats de l’équipe. Les tickets qu’elle avait pris restent lisibles, à son nom.',
}
