/** What people are told inside the product, one sentence each. */
export const notification = {
  title: 'Notifications',
  unread: 'Non lues',
  all: 'Toutes',
  markAll: 'Tout marquer comme lu',
  markOne: 'Marquer comme lue',
  new: 'non lue',
  emptyTitle: 'Rien de nouveau',
  emptyText:
    'Les messages, les délais dépassés et les escalades des tickets qui vous concernent arrivent ici.',
  see: 'Voir toutes les notifications',
  say: {
    commented: 'Nouveau message',
    breached: 'Un délai est dépassé',
    reminded: 'Rappel : l’attente est finie',
    reopened: 'Rouvert',
    escalated: 'Escalade proposée',
    major: 'Incident déclaré majeur',
    backupFailed: 'La sauvegarde a échoué',
    rehearsalFailed: 'La sauvegarde n’a pas pu être restaurée pour essai',
    rehearsalFaulty: 'La sauvegarde essayée montre des écarts dans le journal',
    articleSubmitted: 'Un article attend votre approbation',
    articleApproved: 'Votre article est publié',
    articleRejected: 'Votre article vous est renvoyé',
    articleReviewDue: 'Un article est à revoir',
    other: 'Du nouveau',
  },
}
