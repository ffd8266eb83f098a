import { requests } from './scenario.ts'

export const networkRequests = requests('reseau', [
  {
    category: 'Droits et partages',
    urgency: 3,
    impact: 3,
    approval: 'contact',
    minutes: 20,
    title: 'Accès VPN pour {nom}',
    description: '{nom} passe à deux jours de télétravail par semaine.',
    solution:
      'Accès ouvert avec double authentification, client installé, connexion essayée avec l’utilisateur.',
  },
  {
    category: 'Matériel',
    urgency: 3,
    impact: 2,
    approval: 'signatory',
    price: '420 € HT la borne, pose comprise',
    minutes: 90,
    title: 'Ajouter une borne Wi-Fi dans {salle}',
    description: 'La couverture est insuffisante dans {salle} depuis les travaux.',
    solution: 'Borne posée et raccordée, plan de couverture mis à jour, essai en visioconférence réussi.',
  },
  {
    category: 'Déplacement sur site',
    urgency: 3,
    impact: 2,
    minutes: 60,
    title: 'Ranger et étiqueter la baie de {site}',
    description: 'Plus personne ne s’y retrouve dans les câbles.',
    solution: 'Baie rangée et étiquetée, photos et plan de brassage joints au dossier du client.',
  },
  {
    category: 'Autre demande',
    urgency: 3,
    impact: 3,
    minutes: 25,
    title: 'Ouvrir un accès temporaire à un prestataire',
    description:
      'L’installateur des alarmes doit joindre son boîtier depuis l’extérieur pendant une semaine.',
    solution: 'Accès limité à une adresse et à une semaine, fermé automatiquement et contrôlé.',
  },
  {
    category: 'Conseil et question',
    urgency: 3,
    impact: 3,
    level: 3,
    supplier: 'fibre',
    minutes: 30,
    title: 'Peut-on augmenter notre débit ?',
    description: 'Nous envoyons de plus en plus de gros fichiers.',
    solution:
      'Étude de l’opérateur reçue : passage à 1 Gbit/s symétrique possible pour 40 € HT de plus par mois, sans travaux.',
  },
  {
    category: 'Autre demande',
    urgency: 3,
    impact: 3,
    minutes: 20,
    title: 'Renouveler le certificat du site web',
    description: 'L’hébergeur nous a écrit que le certificat expire dans trois semaines.',
    solution: 'Certificat renouvelé et installé, date suivante portée au calendrier des échéances.',
  },
])
