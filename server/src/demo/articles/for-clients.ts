import { part, points, say, steps, type ArticleOf } from './article.ts'

/** What clients read on the portal: short, without jargon, one trouble each. */
export const forClients: readonly ArticleOf[] = [
  {
    title: 'L’imprimante n’imprime plus : les vérifications qui suffisent souvent',
    service: 'postes',
    category: 'Impression et numérisation',
    author: 'thomas',
    body:
      say('Neuf fois sur dix, l’impression repart avec ces quatre gestes, dans cet ordre.') +
      steps(
        'Regardez l’écran de l’imprimante : papier, bourrage, encre ou capot ouvert.',
        'Éteignez-la, attendez dix secondes, rallumez-la. Attendez qu’elle se dise prête.',
        'Sur votre ordinateur, ouvrez la file d’impression et annulez ce qui est bloqué.',
        'Relancez une seule page pour essayer.',
      ) +
      part(
        'Si rien n’y fait',
        say('Demandez de l’aide en indiquant le nom écrit sur l’imprimante et le message affiché.'),
      ),
    en: {
      title: 'The printer does not print: checks that are often enough',
      body:
        say('Nine times out of ten these four steps are enough, in this order.') +
        steps(
          'Look at the printer’s screen: paper, jam, ink or open cover.',
          'Switch it off, wait ten seconds, switch it on. Wait until it says it is ready.',
          'On your computer, open the print queue and cancel what is stuck.',
          'Print one page as a test.',
        ),
    },
    revised: {
      note: 'Ajout de la vérification du tiroir, demandée par l’accueil du cabinet.',
      body:
        say('Neuf fois sur dix, l’impression repart avec ces cinq gestes, dans cet ordre.') +
        steps(
          'Regardez l’écran de l’imprimante : papier, bourrage, encre ou capot ouvert.',
          'Vérifiez que le tiroir est bien poussé et que le format de papier est le bon.',
          'Éteignez-la, attendez dix secondes, rallumez-la. Attendez qu’elle se dise prête.',
          'Sur votre ordinateur, ouvrez la file d’impression et annulez ce qui est bloqué.',
          'Relancez une seule page pour essayer.',
        ) +
        part(
          'Si rien n’y fait',
          say('Demandez de l’aide en indiquant le nom écrit sur l’imprimante et le message affiché.'),
        ),
    },
  },
  {
    title: 'Numériser un document vers son adresse e-mail',
    service: 'postes',
    category: 'Impression et numérisation',
    author: 'ines',
    body: steps(
      'Posez le document, choisissez « Numériser » puis « E-mail » sur l’écran du copieur.',
      'Choisissez votre nom dans le carnet. S’il n’y est pas, demandez-nous de l’ajouter.',
      'Choisissez PDF et 200 points : au-delà, le fichier devient trop lourd pour partir.',
      'Le document arrive en moins de deux minutes ; regardez aussi les courriers indésirables.',
    ),
  },
  {
    title: 'Changer son mot de passe, et en choisir un bon',
    service: 'messagerie',
    category: 'Comptes et mots de passe',
    author: 'ines',
    body:
      part(
        'Le changer',
        steps(
          'Appuyez sur Ctrl, Alt et Suppr, puis « Modifier un mot de passe ».',
          'Tapez l’ancien, puis deux fois le nouveau.',
          'Sur le téléphone, ouvrez la messagerie et tapez le nouveau quand il est demandé.',
        ),
      ) +
      part(
        'Un bon mot de passe',
        points(
          'Quatre mots sans rapport valent mieux qu’un mot tordu.',
          'Il ne sert qu’ici : jamais le même que sur un site.',
          'Personne chez nous ne vous le demandera, ni par téléphone ni par e-mail.',
        ),
      ),
    en: {
      title: 'Change your password, and choose a good one',
      body: steps(
        'Press Ctrl, Alt and Delete, then “Change a password”.',
        'Type the old one, then the new one twice.',
        'On your phone, open the mail application and type the new one when asked.',
      ),
    },
  },
  {
    title: 'Reconnaître un e-mail frauduleux, et quoi faire',
    service: 'messagerie',
    category: 'Sécurité et logiciel malveillant',
    author: 'marc',
    body:
      part(
        'Les signes',
        points(
          'On vous presse : facture impayée, colis bloqué, compte fermé ce soir.',
          'L’adresse de l’expéditeur ne va pas avec son nom.',
          'Le lien mène ailleurs que là où il le dit : laissez le curseur dessus sans cliquer.',
        ),
      ) +
      part(
        'Que faire',
        steps(
          'Ne cliquez pas, n’ouvrez pas la pièce jointe, ne répondez pas.',
          'Signalez-le-nous en joignant le message, puis supprimez-le.',
          'Vous avez cliqué ou donné un mot de passe ? Appelez-nous tout de suite : ce n’est jamais trop tôt.',
        ),
      ),
  },
  {
    title: 'Poser un message d’absence dans la messagerie',
    service: 'messagerie',
    category: 'Messagerie et calendrier',
    author: 'paul',
    body:
      steps(
        'Ouvrez la messagerie, puis Fichier et « Réponses automatiques ».',
        'Choisissez les dates de début et de fin : l’arrêt se fait tout seul.',
        'Écrivez un texte pour les collègues et un autre, plus court, pour l’extérieur.',
      ) + say('Dites à qui s’adresser en votre absence, sans donner de détails privés.'),
  },
  {
    title: 'Partager un calendrier avec un collègue',
    service: 'messagerie',
    category: 'Messagerie et calendrier',
    author: 'paul',
    body: steps(
      'Dans le calendrier, choisissez « Partager le calendrier ».',
      'Cherchez votre collègue et choisissez ce qu’il voit : disponibilité seule, titres ou détails.',
      'Il reçoit une invitation et l’accepte ; le calendrier apparaît à gauche du sien.',
    ),
  },
  {
    title: 'La boîte aux lettres est pleine : faire de la place',
    service: 'messagerie',
    category: 'Messagerie et calendrier',
    author: 'thomas',
    body:
      steps(
        'Triez par taille : les plus gros messages d’abord.',
        'Enregistrez les pièces jointes utiles dans le dossier partagé, puis supprimez les messages.',
        'Videz les éléments supprimés et les courriers indésirables.',
      ) + say('Il vous manque encore de la place ? Demandez un archivage : rien n’est perdu.'),
  },
  {
    title: 'Travailler à distance : ouvrir le VPN',
    service: 'reseau',
    category: 'Accès à distance et VPN',
    author: 'nadia',
    body:
      steps(
        'Vérifiez que votre connexion fonctionne : ouvrez un site.',
        'Ouvrez l’application VPN et choisissez « Bureau ».',
        'Approuvez la demande qui arrive sur votre téléphone.',
        'Attendez le cadenas vert avant d’ouvrir vos dossiers.',
      ) +
      part(
        'Cela ne marche pas ?',
        points(
          'Dans un hôtel ou un train, acceptez d’abord la page du Wi-Fi.',
          'Le téléphone ne demande rien : vérifiez qu’il a du réseau.',
          'Le message dit « compte verrouillé » : attendez quinze minutes ou appelez-nous.',
        ),
      ),
    en: {
      title: 'Working from elsewhere: opening the VPN',
      body: steps(
        'Check that your connection works: open a web site.',
        'Open the VPN application and choose “Office”.',
        'Approve the request on your phone.',
        'Wait for the green lock before opening your folders.',
      ),
    },
    revised: {
      note: 'L’approbation sur le téléphone est devenue obligatoire.',
      body:
        steps(
          'Vérifiez que votre connexion fonctionne : ouvrez un site.',
          'Ouvrez l’application VPN et choisissez « Bureau ».',
          'Comparez le nombre affiché avec celui du téléphone, puis approuvez.',
          'Attendez le cadenas vert avant d’ouvrir vos dossiers.',
        ) +
        part(
          'Cela ne marche pas ?',
          points(
            'Dans un hôtel ou un train, acceptez d’abord la page du Wi-Fi.',
            'Une demande arrive sans que vous ayez rien ouvert ? Refusez-la et appelez-nous.',
            'Le message dit « compte verrouillé » : attendez quinze minutes ou appelez-nous.',
          ),
        ),
    },
  },
  {
    title: 'Le Wi-Fi est lent ou coupe',
    service: 'reseau',
    category: 'Réseau local et Wi-Fi',
    author: 'nadia',
    body:
      points(
        'Rapprochez-vous de la borne : un mur de béton suffit à tout changer.',
        'Coupez puis rallumez le Wi-Fi de votre appareil.',
        'Regardez si le voisin a le même souci : c’est la première chose que nous demanderons.',
      ) + say('Si tout le monde est touché, appelez : c’est une panne, pas un réglage.'),
  },
  {
    title: 'Internet ne répond plus sur tout le site',
    service: 'reseau',
    category: 'Accès Internet',
    author: 'nadia',
    body:
      say('Appelez-nous par téléphone : le portail ne vous sera pas accessible.') +
      steps(
        'Notez l’heure et ce que disent les voyants du boîtier de l’opérateur.',
        'Ne débranchez rien sans nous : le lien de secours prend le relais en quelques minutes.',
      ),
  },
  {
    title: 'Donner accès à un dossier partagé',
    service: 'serveurs',
    category: 'Droits et partages',
    author: 'julien',
    body:
      say(
        'Les accès sont accordés par le référent de votre entreprise : faites la demande en son nom ou avec son accord.',
      ) +
      points(
        'Le chemin du dossier, tel qu’il s’affiche.',
        'La personne, et si elle lit seulement ou modifie aussi.',
        'Jusqu’à quand, si c’est pour un temps.',
      ),
  },
  {
    title: 'Retrouver un fichier supprimé ou une version d’hier',
    service: 'sauvegarde',
    category: 'Sauvegarde et restauration',
    author: 'julien',
    body:
      part(
        'Vous-même, dans les dossiers partagés',
        steps(
          'Clic droit sur le dossier, puis « Restaurer les versions précédentes ».',
          'Choisissez une date, ouvrez, et copiez le fichier à côté de l’actuel.',
        ),
      ) +
      part(
        'Sinon',
        say(
          'Demandez une restauration : donnez le nom, le dossier et la date où le fichier était encore bon.',
        ),
      ),
  },
  {
    title: 'Renvoyer sa ligne fixe vers son mobile',
    service: 'telephonie',
    category: 'Téléphonie',
    author: 'paul',
    body:
      steps(
        'Décrochez et composez *21* suivi du numéro, puis dièse.',
        'Attendez le double bip et raccrochez.',
        'Pour annuler : dièse 21 dièse.',
      ) + say('Le standard voit que votre ligne est renvoyée.'),
  },
  {
    title: 'Enregistrer l’annonce de sa messagerie vocale',
    service: 'telephonie',
    category: 'Téléphonie',
    author: 'ines',
    body: steps(
      'Appuyez sur la touche enveloppe, puis votre code.',
      'Choisissez 3 pour l’annonce, parlez après le bip, terminez par dièse.',
      'Réécoutez avec 1, recommencez avec 3.',
    ),
  },
  {
    title: 'Nouvel arrivant : ce qu’il faut nous dire, et quand',
    service: 'postes',
    category: 'Conseil et question',
    author: 'sophie',
    body:
      say('Cinq jours ouvrés avant l’arrivée suffisent pour que tout soit prêt le premier matin.') +
      points(
        'Nom, fonction, date et site d’arrivée.',
        'Le collègue dont les droits servent de modèle.',
        'Poste fixe ou portable, téléphone, badge, logiciels.',
        'Qui l’accueille et jusqu’à quand, s’il s’agit d’un remplacement.',
      ),
  },
  {
    title: 'Téléphone professionnel perdu ou volé',
    service: 'telephonie',
    category: 'Appareil mobile',
    author: 'thomas',
    body:
      say('Appelez-nous aussitôt, même le soir : nous verrouillons et effaçons l’appareil à distance.') +
      steps(
        'Dites où et quand vous l’avez eu en main pour la dernière fois.',
        'Changez le mot de passe de votre messagerie.',
        'Déposez plainte en cas de vol : l’assurance le demandera.',
      ),
  },
  {
    title: 'Ouvrir le logiciel de paie après la mise à jour de janvier',
    service: 'serveurs',
    category: 'Application de gestion',
    author: 'julien',
    readers: 'morvan',
    body:
      steps(
        'Fermez le logiciel sur tous les postes avant le premier lancement.',
        'Lancez-le une fois depuis le poste de la responsable de paie : les tables se mettent à jour.',
        'Les autres postes peuvent ensuite ouvrir normalement.',
      ) + say('Le message « base en cours de conversion » est attendu ; il dure jusqu’à vingt minutes.'),
  },
  {
    title: 'Imprimer les ordonnances sur l’imprimante de l’accueil',
    service: 'postes',
    category: 'Impression et numérisation',
    author: 'ines',
    readers: 'rivieres',
    body: steps(
      'Dans le dossier de l’animal, choisissez « Imprimer l’ordonnance ».',
      'Choisissez « Accueil – tiroir 2 » : c’est le papier à en-tête.',
      'Vérifiez le numéro d’ordre avant de remettre la feuille.',
    ),
  },
]
