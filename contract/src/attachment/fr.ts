/** Files of a ticket. */
export const attachment = {
  title: 'Pièces jointes',
  none: 'Aucune pièce jointe.',
  add: 'Joindre un fichier',
  by: 'par {{name}}',
  download: 'Télécharger {{name}}',
  redact: 'Retirer le contenu de {{name}}',
  redacted: 'contenu retiré',
  redactTitle: 'Retirer le contenu de ce fichier ?',
  redactText:
    'Le fichier ne pourra plus être lu par personne. Son nom, sa taille et son empreinte restent dans le journal.',
  reason: 'Motif',
  sending: 'Envoi de {{name}}…',
  failed: '{{name}} n’a pas été envoyé',
  visibility: { public: 'public', internal: 'interne', supplier: 'fournisseur' },
  max: '25 Mo au plus',
}
