/** Logo and colour of the provider and of its clients. */
export const brand = {
  title: 'Logo et couleur',
  ofClient: 'Montrés aux personnes de ce client, sur leur portail.',
  ofProvider:
    'Montrés sur la page de connexion et, pour les clients qui n’ont pas les leurs, sur le portail.',
  logo: 'Logo',
  logoHelp: 'PNG, JPEG ou WebP, 200 ko et 1024 × 1024 pixels au plus. Un fond transparent convient partout.',
  logoOf: 'Logo de {{name}}',
  choose: 'Choisir une image',
  replace: 'Remplacer',
  remove: 'Retirer le logo',
  colour: 'Couleur',
  colourHelp: 'Le bandeau du portail ; le texte y est noir ou blanc, selon ce qui se lit le mieux.',
  apply: 'Appliquer la couleur',
  noColour: 'Sans couleur',
  preview: 'Aperçu',
  refused: {
    size: 'Cette image est trop grande : 200 ko et 1024 × 1024 pixels au plus.',
  },
}
