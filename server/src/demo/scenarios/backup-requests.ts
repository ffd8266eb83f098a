import { requests } from './scenario.ts'

export const backupRequests = requests('sauvegarde', [
  {
    category: 'Autre demande',
    urgency: 3,
    impact: 3,
    minutes: 40,
    title: 'Restaurer les fichiers d’une affaire de l’an dernier',
    description: 'Le client nous redemande les pièces du mois de mars de l’an dernier, dans {dossier}.',
    solution: 'Fichiers restaurés depuis l’archive annuelle et remis dans un dossier à part.',
  },
  {
    category: 'Autre demande',
    urgency: 3,
    impact: 2,
    minutes: 90,
    season: [3, 6, 9, 12],
    title: 'Essai de restauration trimestriel',
    description:
      'Comme prévu au contrat : restaurer un serveur et dix fichiers, et nous remettre le compte rendu.',
    solution:
      'Serveur restauré en 1 h 52 sur l’environnement d’essai, dix fichiers identiques à l’original. Compte rendu joint.',
    file: {
      name: 'essai-restauration.txt',
      text: 'Serveur : {serveur}\nDurée : 1 h 52 (objectif : 4 h)\nFichiers contrôlés : 10 sur 10\nÉcarts : aucun\n',
    },
  },
  {
    category: 'Conseil et question',
    urgency: 3,
    impact: 3,
    minutes: 20,
    title: 'Combien de temps nos sauvegardes sont-elles gardées ?',
    description: 'Notre assureur pose la question pour le contrat cyber.',
    solution: 'Tableau des durées et des lieux de conservation fourni, attestation signée jointe.',
  },
  {
    category: 'Logiciel ou licence',
    urgency: 3,
    impact: 3,
    approval: 'signatory',
    price: '6 € HT par mois et par poste',
    minutes: 40,
    title: 'Sauvegarder aussi les portables',
    description: 'Trois portables partent souvent en déplacement avec des documents importants.',
    solution: 'Agents installés sur les trois portables, première sauvegarde complète contrôlée.',
  },
  {
    category: 'Droits et partages',
    urgency: 3,
    impact: 3,
    approval: 'contact',
    minutes: 25,
    title: 'Restaurer la boîte aux lettres de {nom}',
    description: '{nom} est partie en juin et un client réclame un échange de cette époque.',
    solution: 'Boîte restaurée en lecture seule pour le référent, accès fermé après huit jours.',
  },
])
