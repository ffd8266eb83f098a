import { incidents } from './scenario.ts'

export const workstationIncidents = incidents('postes', [
  {
    category: 'Poste de travail',
    urgency: 1,
    impact: 3,
    cause: 'hardware',
    level: 2,
    minutes: 70,
    title: 'Le poste {poste} ne démarre plus',
    description: 'Écran noir depuis ce matin. Le ventilateur tourne quelques secondes puis tout s’arrête.',
    note: 'Poste de prêt disponible au bureau si cela dure.',
    solution:
      'Barrette de mémoire défectueuse remplacée par une neuve. Démarrage contrôlé trois fois, test mémoire complet sans erreur.',
    file: {
      name: 'test-memoire.txt',
      text: '{poste} – test mémoire\nPasses : 4\nErreurs : 0\nDurée : 41 min\n',
    },
  },
  {
    category: 'Poste de travail',
    urgency: 2,
    impact: 3,
    cause: 'software',
    minutes: 35,
    title: '{poste} très lent depuis la mise à jour',
    description: 'Tout met une minute à s’ouvrir depuis la mise à jour de mardi, même un simple document.',
    question: 'Le voyant du disque reste-t-il allumé en continu quand le poste est lent ?',
    answer: 'Oui, il ne s’éteint presque jamais.',
    solution:
      'Indexation bloquée en boucle après la mise à jour : index reconstruit, mise à jour cumulative terminée, poste redémarré.',
  },
  {
    category: 'Poste de travail',
    urgency: 1,
    impact: 3,
    cause: 'user',
    minutes: 10,
    title: 'Écran à l’envers sur {poste}',
    description: 'L’affichage s’est retourné d’un coup, je ne peux plus travailler.',
    solution:
      'Rotation de l’écran activée par un raccourci clavier : remise à l’endroit, raccourci désactivé.',
  },
  {
    category: 'Poste de travail',
    urgency: 2,
    impact: 3,
    cause: 'hardware',
    minutes: 25,
    title: 'Deuxième écran non détecté sur {poste}',
    description: 'Le second écran affiche « pas de signal » depuis que j’ai déplacé le bureau.',
    solution:
      'Câble vidéo abîmé lors du déplacement : remplacé, disposition des écrans réglée avec l’utilisateur.',
  },
  {
    category: 'Poste de travail',
    urgency: 3,
    impact: 3,
    cause: 'hardware',
    minutes: 15,
    title: 'Clavier et souris sans fil qui décrochent',
    description: 'Plusieurs fois par jour la souris se fige pendant quelques secondes, sur {poste}.',
    solution:
      'Récepteur déplacé en façade avec une rallonge, piles remplacées. Plus de coupure pendant l’essai.',
  },
  {
    category: 'Poste de travail',
    urgency: 2,
    impact: 3,
    cause: 'software',
    minutes: 40,
    title: 'Écran bleu à répétition sur {poste}',
    description:
      'Trois écrans bleus depuis hier, toujours quand j’ouvre la visioconférence. J’ai perdu un document.',
    level: 2,
    note: 'Vidages mémoire relevés : pilote de la carte vidéo en cause.',
    solution:
      'Pilote vidéo défectueux ramené à la version précédente et mise à jour bloquée jusqu’au correctif du fabricant.',
    isWorkaround: true,
  },
  {
    category: 'Impression et numérisation',
    urgency: 2,
    impact: 2,
    cause: 'hardware',
    minutes: 30,
    title: 'Imprimante {imprimante} : bourrages à répétition',
    description: 'Bourrage toutes les dix pages environ depuis deux jours, quel que soit le bac.',
    solution:
      'Rouleau d’entraînement usé remplacé, chemin papier nettoyé. Cent pages imprimées sans bourrage.',
  },
  {
    category: 'Impression et numérisation',
    urgency: 2,
    impact: 2,
    cause: 'software',
    minutes: 20,
    title: '{imprimante} n’imprime plus rien',
    description:
      'Les documents restent dans la file d’attente, aucun message d’erreur. Tout le monde est concerné.',
    solution:
      'Travail corrompu bloquant la file : file vidée, service d’impression relancé, page de test sortie.',
  },
  {
    category: 'Impression et numérisation',
    urgency: 3,
    impact: 2,
    cause: 'procedure',
    minutes: 25,
    title: 'La numérisation vers {dossier} ne marche plus',
    description: 'Le copieur affiche « échec de l’envoi » quand je numérise vers le dossier {dossier}.',
    solution:
      'Mot de passe du compte de numérisation expiré : renouvelé, enregistré sur le copieur et marqué sans expiration.',
  },
  {
    category: 'Impression et numérisation',
    urgency: 3,
    impact: 3,
    cause: 'user',
    minutes: 10,
    title: 'Impressions décalées sur {imprimante}',
    description: 'Les étiquettes sortent décalées de deux centimètres vers le bas.',
    solution: 'Format de papier remis sur « étiquettes » dans les préférences et dans le bac 2.',
  },
  {
    category: 'Bureautique',
    urgency: 2,
    impact: 3,
    cause: 'data',
    minutes: 30,
    title: 'Classeur de calcul qui refuse de s’ouvrir',
    description:
      'Le fichier de suivi dans {dossier} affiche « fichier endommagé ». J’en ai besoin pour la réunion de demain.',
    solution:
      'Version précédente du fichier restaurée depuis l’historique, une heure de saisie à refaire ; enregistrement automatique activé.',
  },
  {
    category: 'Bureautique',
    urgency: 3,
    impact: 3,
    cause: 'software',
    minutes: 20,
    title: 'Le correcteur d’orthographe est passé en anglais',
    description: 'Tous mes documents sont soulignés en rouge depuis lundi.',
    solution: 'Langue de correction remise en français par défaut, dictionnaire personnel conservé.',
  },
  {
    category: 'Comptes et mots de passe',
    urgency: 1,
    impact: 3,
    cause: 'user',
    minutes: 8,
    season: [1, 9],
    title: 'Compte verrouillé au retour de congés',
    description:
      'Je n’arrive plus à ouvrir ma session sur {poste}, le message dit que le compte est verrouillé.',
    solution:
      'Identité vérifiée par rappel, compte déverrouillé, nouveau mot de passe choisi par l’utilisateur.',
  },
  {
    category: 'Comptes et mots de passe',
    urgency: 2,
    impact: 3,
    cause: 'user',
    minutes: 12,
    title: 'Code de double authentification refusé',
    description: 'J’ai changé de téléphone et mes codes ne sont plus acceptés.',
    question: 'Avez-vous encore l’ancien téléphone sous la main ?',
    answer: 'Non, il a été repris par la boutique.',
    solution:
      'Identité confirmée par le référent, ancien appareil retiré, nouveau téléphone inscrit avec l’utilisateur.',
  },
  {
    category: 'Sécurité et logiciel malveillant',
    urgency: 1,
    impact: 2,
    cause: 'security',
    level: 2,
    minutes: 90,
    title: 'Alerte de l’antivirus sur {poste}',
    description:
      'Une fenêtre rouge annonce un programme dangereux bloqué. Un collègue avait ouvert une pièce jointe juste avant.',
    note: 'Poste isolé du réseau immédiatement, utilisateur prévenu de ne rien éteindre.',
    solution:
      'Pièce jointe malveillante bloquée avant exécution. Analyse complète sans trace, mot de passe changé, expéditeur bloqué, rappel fait aux utilisateurs.',
    file: {
      name: 'rapport-antivirus.txt',
      text: 'Poste : {poste}\nMenace : Trojan.Generic (bloquée)\nFichiers analysés : 412 806\nMenaces restantes : 0\n',
    },
  },
  {
    category: 'Sécurité et logiciel malveillant',
    urgency: 2,
    impact: 3,
    cause: 'security',
    minutes: 30,
    title: 'Faux message de support Microsoft à l’écran',
    description:
      'Une page plein écran demande d’appeler un numéro et j’entends une voix. Je n’ai pas appelé.',
    solution:
      'Page publicitaire frauduleuse fermée, notifications du site retirées, analyse sans résultat. Bon réflexe de l’utilisateur.',
  },
  {
    category: 'Appareil mobile',
    urgency: 2,
    impact: 3,
    cause: 'software',
    minutes: 25,
    title: 'Tablette de terrain qui ne synchronise plus',
    description: 'Les fiches saisies depuis hier n’arrivent pas au bureau.',
    clients: ['ledantec', 'bellanger'],
    solution:
      'Certificat de l’application mobile périmé : application réinstallée, données locales remontées sans perte.',
  },
  {
    category: 'Poste de travail',
    urgency: 3,
    impact: 3,
    cause: 'hardware',
    minutes: 30,
    title: 'Batterie du portable qui ne tient plus',
    description: 'Le portable s’éteint au bout de vingt minutes dès qu’il n’est plus sur secteur.',
    solution: 'Batterie à 31 % de sa capacité, remplacée sous garantie.',
  },
])
