/** The provider itself: setting it up, and what the product says of itself. */
export const organisation = {
  setUp: {
    title: 'Mise en route',
    progress: 'Étape {{step}} sur {{count}}',
    next: 'Continuer',
    back: 'Revenir',
    skip: 'Plus tard',
    finish: 'Créer mon organisation',
    already: {
      title: 'Cette installation est déjà configurée',
      text: 'Connectez-vous avec le compte créé à ce moment-là.',
      action: 'Se connecter',
    },
    explore: {
      title: 'Explorer avec des données d’exemple',
      text: 'Avant de commencer pour de vrai, visitez une organisation d’exemple, avec ses clients, ses tickets et un an d’histoire. Ce lien de mise en route restera valable.',
      passwords: 'Les comptes et leurs mots de passe s’affichent dans la console du serveur.',
      action: 'Construire l’exemple et y entrer',
      building:
        'L’organisation d’exemple se construit : comptez quelques minutes. Vous pouvez laisser cette page ouverte.',
    },
    place: {
      title: 'Où travaillez-vous ?',
      text: 'Pour les heures de service, les jours fériés et la façon d’écrire les dates.',
      country: 'Pays',
      region: 'Région',
      regionHelp: 'Seulement si elle a ses propres jours fériés.',
      noRegion: 'Tout le pays',
    },
    size: {
      title: 'Combien êtes-vous ?',
      text: 'La méthode s’adapte : à trois, chacun porte plusieurs rôles ; à vingt, on les partage.',
      '1-3': '1 à 3 personnes',
      '4-9': '4 à 9 personnes',
      '10-25': '10 à 25 personnes',
    },
    organisation: {
      title: 'Votre organisation',
      text: 'Vos clients verront ce nom et ces numéros sur leur portail.',
      name: 'Nom',
      zone: 'Fuseau horaire',
      phone: 'Téléphone du centre de services',
      emergencyPhone: 'Numéro d’urgence',
      emergencyHelp: 'Celui de l’astreinte, si vous en avez une.',
    },
    hours: {
      title: 'Vos heures de service',
      text: 'Les délais ne courent que pendant ces heures. Nous proposons l’usage de votre pays ; corrigez ce qui n’est pas juste chez vous.',
      week: 'La semaine',
      holidays: 'Jours fériés de {{from}} et {{to}}',
      holidaysText: 'Décochez les jours où vous travaillez.',
    },
    service: {
      title: 'Un premier service',
      text: 'Ce que vous assurez pour vos clients. Un seul suffit pour commencer.',
      name: 'Nom du service',
      example: 'Messagerie, postes de travail, sauvegarde…',
    },
    client: {
      title: 'Un premier client',
      text: 'Celui dont vous attendez le prochain appel.',
      name: 'Nom du client',
      example: 'Cabinet Martin',
    },
    account: {
      title: 'Votre compte',
      text: 'Vous aurez tous les rôles ; vous les partagerez en invitant vos collègues.',
      name: 'Votre nom',
      email: 'Adresse e-mail',
      password: 'Mot de passe',
    },
    done: {
      title: '{{name}} est prêt',
      text: 'Il reste un geste : adopter ce que la méthode propose – la grille de priorités, les niveaux d’escalade, le calendrier et les procédures. Tout est lisible avant d’être adopté, et se change ensuite.',
      adopt: 'Lire et adopter les propositions',
      ticket: 'Ouvrir un premier ticket',
      work: 'Aller à mon travail',
    },
  },
  about: {
    title: 'À propos',
    product: 'Trousse aide un petit prestataire à gérer ses services informatiques selon ISO/IEC 20000.',
    version: 'Version {{version}}',
    licence: 'Licence',
    licenceText:
      'Trousse est un logiciel libre sous licence Apache-2.0 : utilisez-le, modifiez-le et redistribuez-le.',
    licenceLink: 'Texte de la licence',
    kit: 'La méthode',
    kitText:
      'Les processus, les rôles, les étapes et les modèles de documents suivent la trousse de déploiement d’ISO/IEC 20000 pour les très petits organismes, de Kabli et Laporte, École de technologie supérieure (ÉTS), Montréal.',
    diagrams: 'Les dessins',
    diagramsText:
      'Les procédures sont dessinées en BPMN 2.0 avec bpmn-js, © Camunda Services GmbH ; la marque de bpmn.io reste visible sur chaque dessin.',
    api: 'Pour les programmes',
    apiText: 'Tout ce que font ces écrans, un programme peut le faire par l’API.',
    apiLink: 'Documentation de l’API',
  },
}
