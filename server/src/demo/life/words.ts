/** What people say in passing, whatever the ticket is about. */
export const acknowledgements = [
  'Bonjour, nous avons bien reçu votre demande et nous nous en occupons.',
  'Bonjour, c’est noté : je regarde cela tout de suite et je reviens vers vous.',
  'Bonjour, merci pour ces précisions. Nous commençons le diagnostic.',
  'Bonjour, votre demande est prise en charge. Nous vous tenons au courant.',
  'Bonjour, je prends la main sur ce sujet et je vous rappelle dès que j’ai du nouveau.',
] as const

export const questions = [
  'Pouvez-vous nous dire depuis quand cela se produit, et si d’autres collègues sont concernés ?',
  'Pourriez-vous nous envoyer le message exact qui s’affiche ?',
  'À quel moment pouvons-nous intervenir sur votre poste sans vous gêner ?',
  'Avez-vous pu redémarrer l’appareil depuis ? Le résultat est-il le même ?',
] as const

export const answers = [
  'Depuis ce matin, et je suis la seule personne concernée pour l’instant.',
  'J’ai refait l’essai à l’instant : même résultat.',
  'Vous pouvez intervenir entre midi et deux, je laisse le poste allumé.',
  'Oui, j’ai redémarré deux fois, cela revient toujours.',
] as const

export const escalations = [
  'Premières vérifications faites au centre de services, sans résultat : je passe la main.',
  'Au-delà de nos droits au niveau 1. Éléments et captures dans le ticket.',
  'Rien dans les erreurs connues ni dans les tickets semblables. À regarder de plus près.',
  'Le client s’impatiente un peu, il a une échéance cette semaine.',
] as const

export const findings = [
  'Journaux lus : la cause est identifiée, je prépare la correction.',
  'Reproduit de notre côté. Correction en cours.',
  'Vu avec le client par téléphone, la piste se confirme.',
  'Configuration comparée avec un poste sain : une différence explique tout.',
] as const

export const confirmations = [
  'Tout fonctionne, merci !',
  'C’est bon pour moi, merci pour votre rapidité.',
  'Parfait, merci.',
  'Merci, c’est réglé de notre côté.',
  '',
  '',
] as const

export const notYet = [
  'Cela remarche depuis hier, mais le problème est revenu ce matin.',
  'Désolé, ce n’est pas encore réglé : même symptôme après redémarrage.',
  'C’est mieux, mais il reste un utilisateur pour qui rien n’a changé.',
] as const

export const reopenings = [
  'Le même problème s’est reproduit ce matin.',
  'Finalement cela recommence depuis la dernière mise à jour.',
  'La solution n’a pas tenu : nous avons de nouveau l’erreur.',
] as const

export const cancellations = [
  'Signalé par erreur : l’appelant a retrouvé ce qu’il cherchait.',
  'Hors de notre périmètre : le client voit directement avec son prestataire.',
  'Le client ne souhaite plus donner suite.',
] as const

export const problemReasons = [
  'Cause connue et corrigée, pas de suite à donner.',
  'Incidents du même service mais de causes différentes : rien de commun.',
  'Série liée à la campagne de remplacement en cours, surveillée en revue mensuelle.',
  'Couvert par le renouvellement prévu au prochain trimestre.',
] as const

export const problems = [
  { title: 'Déconnexions répétées du serveur de sessions', causeCategory: 'software' },
  { title: 'Lenteurs du Wi-Fi à l’étage', causeCategory: 'network' },
  { title: 'Échecs de sauvegarde du samedi', causeCategory: 'data' },
  { title: 'Boîtes aux lettres saturées', causeCategory: 'procedure' },
] as const

export const ratings = [
  [5, 'Très réactifs, comme toujours.'],
  [5, 'Explications claires, merci à l’équipe.'],
  [5, ''],
  [4, ''],
  [4, 'Bonne prise en charge, un peu long à démarrer.'],
  [4, ''],
  [3, 'Réglé, mais il a fallu relancer.'],
  [2, 'Trop long pour un poste qui sert toute la journée.'],
] as const

export const lateWords = [
  'Nous n’avons pas encore de solution définitive : l’échéance prévue ne sera pas tenue. Nous vous proposons un point en fin de journée.',
  'Le diagnostic prend plus de temps que prévu, nous sommes désolés. Deux personnes travaillent dessus.',
  'La pièce attendue n’est pas arrivée ; nous vous prêtons un appareil en attendant.',
] as const
