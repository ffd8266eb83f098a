/** Suppliers: who works on what is handed to them. */
export const supplier = {
  title: 'Fournisseurs',
  create: 'Nouveau fournisseur',
  editTitle: 'Modifier {{name}}',
  method: 'Fournisseurs tiers et support de niveau 3',
  empty: {
    title: 'Pas encore de fournisseur',
    text: 'Un fournisseur reçoit les tickets que vous lui confiez et n’en voit que ce qui le concerne, à partir de ce moment.',
  },
  filter: { search: 'Nom du fournisseur', ended: 'Anciens fournisseurs' },
  noPeople: 'Personne n’est encore connu ici. Ajoutez votre interlocuteur pour lui confier des tickets.',
  ended: 'Ancien fournisseur, depuis le {{date}}',
  end: 'Mettre fin à la relation',
  endTitle: 'Mettre fin à la relation avec {{name}} ?',
  endText:
    'Ses personnes ne pourront plus se connecter. Ce qui lui a été confié reste lisible. Cette décision ne s’annule pas.',
}
