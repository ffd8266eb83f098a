import { part, points, say, steps, type ArticleOf } from './article.ts'

/** What the team keeps for itself, and what is not published yet. */
export const forStaff: readonly ArticleOf[] = [
  {
    title: 'File d’impression bloquée sur le serveur : la vider sans redémarrer',
    service: 'postes',
    category: 'Impression et numérisation',
    author: 'thomas',
    readers: 'staff',
    body:
      steps(
        'Arrêter le service : <code>Stop-Service Spooler</code>.',
        'Supprimer le contenu de <code>C:\\Windows\\System32\\spool\\PRINTERS</code>, rien d’autre.',
        'Relancer : <code>Start-Service Spooler</code>, puis une page d’essai depuis un poste.',
      ) +
      say(
        'Si la file se rebloque dans l’heure, chercher le document fautif : souvent un PDF de plus de 80 Mo.',
      ),
  },
  {
    title: 'Profil Outlook abîmé : le refaire en dix minutes',
    service: 'messagerie',
    category: 'Messagerie et calendrier',
    author: 'thomas',
    readers: 'staff',
    body: steps(
      'Noter les boîtes partagées et les signatures.',
      'Panneau de configuration, Courrier, Afficher les profils, Ajouter.',
      'Laisser la découverte automatique faire ; ne rien saisir à la main.',
      'Remettre signatures et boîtes partagées, supprimer l’ancien profil une semaine après.',
    ),
  },
  {
    title: 'Sauvegarde en échec la nuit : lire le journal et décider',
    service: 'sauvegarde',
    category: 'Sauvegarde et restauration',
    author: 'julien',
    readers: 'staff',
    body:
      part(
        'Les trois causes fréquentes',
        points(
          'Espace : moins de 10 % libres sur le dépôt. Purger selon la politique, jamais à la main.',
          'Instantané : un instantané de plus de trois jours bloque le suivant.',
          'Accès : le mot de passe du compte de sauvegarde a expiré.',
        ),
      ) +
      part(
        'Décider',
        say(
          'Une nuit manquée se rattrape à midi. Deux nuits de suite : incident P2 et appel au client, le contrat le demande.',
        ),
      ),
    revised: {
      note: 'Seuil d’espace relevé de 5 à 10 % après l’incident de décembre.',
      body:
        part(
          'Les trois causes fréquentes',
          points(
            'Espace : moins de 10 % libres sur le dépôt. Purger selon la politique, jamais à la main.',
            'Instantané : un instantané de plus de trois jours bloque le suivant.',
            'Accès : le mot de passe du compte de sauvegarde a expiré ; il se change dans le coffre d’abord.',
          ),
        ) +
        part(
          'Décider',
          say(
            'Une nuit manquée se rattrape à midi. Deux nuits de suite : incident P2 et appel au client, le contrat le demande.',
          ),
        ),
    },
  },
  {
    title: 'Compte verrouillé en boucle : trouver l’appareil qui insiste',
    service: 'messagerie',
    category: 'Messagerie et calendrier',
    author: 'marc',
    readers: 'staff',
    body: steps(
      'Lire l’événement 4740 sur le contrôleur : il nomme le poste.',
      'Sur ce poste : gestionnaire d’identification, lecteurs réseau, tâches planifiées.',
      'Ne pas oublier le téléphone : une messagerie avec l’ancien mot de passe suffit.',
    ),
  },
  {
    title: 'Bascule sur le lien de secours : vérifier et revenir',
    service: 'reseau',
    category: 'Accès Internet',
    author: 'nadia',
    readers: 'staff',
    body: steps(
      'Le pare-feu bascule seul en 90 secondes : vérifier la passerelle active.',
      'Couper la sauvegarde externe tant que le lien de secours sert : 20 Mbit/s pour tous.',
      'Ouvrir le ticket chez l’opérateur avec le numéro de ligne, noter la référence.',
      'Au retour : attendre quinze minutes stables avant de rendre la main.',
    ),
  },
  {
    title: 'Serveur à moins de 5 % d’espace : ce qu’on peut purger',
    service: 'serveurs',
    category: 'Serveur',
    author: 'julien',
    readers: 'staff',
    body: points(
      'Journaux applicatifs de plus de 30 jours, après copie sur le dépôt.',
      'Fichiers temporaires des mises à jour : nettoyage du magasin de composants.',
      'Jamais : la base, les journaux de transactions, le dossier des quarantaines.',
    ),
  },
  {
    title: 'Préparer un poste neuf : la liste de l’atelier',
    service: 'postes',
    category: 'Matériel',
    author: 'paul',
    readers: 'staff',
    body: steps(
      'Inscrire le numéro de série et le client au parc.',
      'Dérouler l’image, puis les mises à jour, puis le chiffrement du disque.',
      'Poser la clé de secours du disque dans le coffre avant de livrer.',
      'Essayer : impression, VPN, messagerie, logiciel métier. Faire signer à la remise.',
    ),
  },
  {
    title: 'Poste infecté : les dix premières minutes',
    service: 'postes',
    category: 'Sécurité et logiciel malveillant',
    author: 'marc',
    readers: 'staff',
    body:
      steps(
        'Débrancher le câble et couper le Wi-Fi. Ne pas éteindre.',
        'Prévenir Marc ou Hélène par téléphone ; déclarer l’incident majeur si plus d’un poste.',
        'Isoler le compte : mot de passe, sessions, jetons.',
        'Photographier l’écran, noter l’heure et le dernier fichier ouvert.',
      ) + say('Données personnelles en jeu : cocher le registre, les 72 heures courent déjà.'),
  },
  {
    title: 'Ajouter un poste au standard : touches et groupes',
    service: 'telephonie',
    category: 'Téléphonie',
    author: 'nadia',
    readers: 'staff',
    body: steps(
      'Réserver l’extension dans le plan de numérotation du client.',
      'Créer le poste, puis l’ajouter au groupe d’appel avec sa priorité.',
      'Appeler depuis l’extérieur, pendant et hors des heures.',
    ),
  },
  {
    title: 'Base de données lente le lundi : relever avant d’agir',
    service: 'serveurs',
    category: 'Base de données',
    author: 'julien',
    readers: 'staff',
    body: points(
      'Les dix requêtes les plus longues, avec leur plan.',
      'Les blocages en cours et qui les tient.',
      'L’heure de la dernière reconstruction d’index et sa durée.',
    ),
  },
  {
    title: 'Mettre l’authentification à deux facteurs sur son compte',
    service: 'messagerie',
    category: 'Sécurité et logiciel malveillant',
    author: 'ines',
    ends: 'submitted',
    body:
      say('Dix minutes une fois, et un mot de passe volé ne suffit plus.') +
      steps(
        'Installez l’application d’authentification sur votre téléphone.',
        'Ouvrez la page « Sécurité » de votre compte et choisissez « Ajouter une méthode ».',
        'Lisez le carré avec le téléphone, tapez les six chiffres.',
        'Imprimez les codes de secours et rangez-les ailleurs que dans le bureau.',
      ),
  },
  {
    title: 'Brancher deux écrans sur la station d’accueil',
    service: 'postes',
    category: 'Poste de travail',
    author: 'paul',
    ends: 'draft',
    body: steps(
      'Branchez d’abord la station sur le secteur, puis les écrans, puis le portable.',
      'Windows et P : « Étendre ».',
    ),
  },
  {
    title: 'Envoyer un fichier trop lourd pour l’e-mail',
    service: 'messagerie',
    category: 'Bureautique',
    author: 'paul',
    ends: 'rejected',
    body: say('Utiliser un site gratuit de transfert et envoyer le lien.'),
  },
]
