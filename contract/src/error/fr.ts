/** Labels around errors; the sentences of the errors themselves are in `errors.ts`. */
export const error = {
  unreachable:
    'Le serveur ne répond pas. Ce que vous avez saisi est encore à l’écran : réessayez dans un instant.',
  unexpected:
    'Cette page a rencontré une erreur. Rien n’a été modifié ; rechargez-la ou revenez à la page précédente.',
  retry: 'Réessayer',
  notFound: {
    title: 'Cette page n’existe pas',
    text: 'L’adresse est peut-être incomplète, ou ce qu’elle montrait ne vous est pas accessible.',
    home: 'Revenir à l’accueil',
  },
  conflict: {
    title: 'Quelqu’un a modifié ceci entre-temps',
    text: 'Rien n’est perdu. Choisissez, champ par champ, la valeur à garder.',
    field: 'Champ',
    mine: 'Votre valeur',
    theirs: 'La valeur enregistrée',
    keepMine: 'Garder toutes les miennes',
    takeTheirs: 'Prendre toutes les leurs',
    save: 'Enregistrer ce choix',
  },
  empty: 'vide',
  yes: 'oui',
  no: 'non',
}
