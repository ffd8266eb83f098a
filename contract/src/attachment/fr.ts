/** Files of a ticket. */
export const attachment = {
  title: 'Pièces jointes',
  redact: 'Retirer le contenu de {{name}}',
  redacted: 'contenu retiré',
  redactTitle: 'Retirer le contenu de ce fichier ?',
  redactText:
    'Le fichier ne pourra plus être lu par personne. Son nom, sa taille et son empreinte restent dans le journal.',
  visibility: {
    public: 'public',
    internal: 'interne',
    supplier: 'fournisseur',
  },
}
