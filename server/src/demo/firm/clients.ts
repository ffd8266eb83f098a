type Level = 'requester' | 'contact' | 'signatory'

interface ClientOf {
  name: string
  email: string
  phone: string
  address: string
  notes: string
  people: readonly { key: string; name: string; level: Level; phone: string }[]
  /** What this client's people talk about: scenarios name these things. */
  words: Readonly<
    Record<'poste' | 'imprimante' | 'salle' | 'appli' | 'dossier' | 'site' | 'serveur', readonly string[]>
  >
}

export const clients = {
  morvan: {
    name: 'Cabinet Morvan & Associés',
    email: 'contact@morvan.example',
    phone: '02 40 11 00 00',
    address: '12 quai de la Fosse, 44000 Nantes',
    notes:
      'Expertise comptable, 22 postes. Période fiscale de février à mai : prudence avec les interruptions.',
    people: [
      { key: 'beatrice.morvan', name: 'Béatrice Morvan', level: 'signatory', phone: '02 40 11 00 01' },
      { key: 'elodie.texier', name: 'Élodie Texier', level: 'contact', phone: '02 40 11 00 02' },
      { key: 'lucas.herve', name: 'Lucas Hervé', level: 'requester', phone: '02 40 11 00 03' },
      { key: 'manon.gicquel', name: 'Manon Gicquel', level: 'requester', phone: '02 40 11 00 04' },
    ],
    words: {
      poste: ['MOR-PC-04', 'MOR-PC-07', 'MOR-PC-11', 'MOR-PC-15', 'MOR-PC-19', 'MOR-PORT-02'],
      imprimante: ['MOR-IMP-ACCUEIL', 'MOR-IMP-SOCIAL', 'MOR-IMP-2E'],
      salle: ['la salle Loire', 'la salle Erdre', 'le bureau social'],
      appli: ['Comptalia'],
      dossier: ['« Dossiers clients »', '« Social »', '« Fiscal »'],
      site: ['Nantes'],
      serveur: ['MOR-SRV-01', 'MOR-SRV-TSE'],
    },
  },
  ledantec: {
    name: 'Menuiseries Le Dantec',
    email: 'contact@ledantec.example',
    phone: '02 40 22 00 00',
    address: '8 rue des Chênes, 44470 Carquefou',
    notes: 'Fabrication et pose, 14 postes dont 4 en atelier. Fermé trois semaines en août.',
    people: [
      { key: 'yves.ledantec', name: 'Yves Le Dantec', level: 'signatory', phone: '02 40 22 00 01' },
      { key: 'sandrine.rolland', name: 'Sandrine Rolland', level: 'contact', phone: '02 40 22 00 02' },
      { key: 'kevin.boucher', name: 'Kévin Boucher', level: 'requester', phone: '02 40 22 00 03' },
    ],
    words: {
      poste: ['DAN-PC-02', 'DAN-PC-05', 'DAN-PC-08', 'DAN-ATELIER-1', 'DAN-ATELIER-3', 'DAN-PORT-01'],
      imprimante: ['DAN-IMP-BUREAU', 'DAN-TRACEUR', 'DAN-IMP-ATELIER'],
      salle: ['la salle de réunion', 'le showroom', "le bureau d'études"],
      appli: ['DevisBois'],
      dossier: ['« Plans »', '« Chantiers »', '« Devis »'],
      site: ['Carquefou'],
      serveur: ['DAN-SRV-01'],
    },
  },
  rivieres: {
    name: 'Clinique vétérinaire des Trois-Rivières',
    email: 'accueil@trois-rivieres.example',
    phone: '02 40 33 00 00',
    address: '45 route de Pornic, 44400 Rezé',
    notes: 'Urgences jour et nuit : serveurs et réseau couverts 24 h sur 24. 16 postes.',
    people: [
      { key: 'anne-laure.prigent', name: 'Anne-Laure Prigent', level: 'signatory', phone: '02 40 33 00 01' },
      { key: 'mathieu.colas', name: 'Mathieu Colas', level: 'contact', phone: '02 40 33 00 02' },
      { key: 'jessica.morin', name: 'Jessica Morin', level: 'requester', phone: '02 40 33 00 03' },
    ],
    words: {
      poste: ['RIV-PC-01', 'RIV-PC-03', 'RIV-PC-06', 'RIV-CONSULT-2', 'RIV-CONSULT-4', 'RIV-BLOC-1'],
      imprimante: ['RIV-IMP-ACCUEIL', 'RIV-ETIQUETTES', 'RIV-IMP-LABO'],
      salle: ['le bloc', 'la consultation 2', "l'accueil"],
      appli: ['VétoSuite'],
      dossier: ['« Radios »', '« Ordonnances »', '« Plannings »'],
      site: ['Rezé'],
      serveur: ['RIV-SRV-01', 'RIV-PACS'],
    },
  },
  bellanger: {
    name: 'Transports Bellanger',
    email: 'contact@bellanger.example',
    phone: '02 40 44 00 00',
    address: '3 avenue du Fret, 44800 Saint-Herblain',
    notes: "Exploitation dès 5 h du matin. Grille de priorité propre : l'exploitation passe avant tout.",
    people: [
      { key: 'franck.bellanger', name: 'Franck Bellanger', level: 'signatory', phone: '02 40 44 00 01' },
      { key: 'aurelie.chauvin', name: 'Aurélie Chauvin', level: 'contact', phone: '02 40 44 00 02' },
      { key: 'didier.pasquier', name: 'Didier Pasquier', level: 'requester', phone: '02 40 44 00 03' },
      { key: 'samia.haddad', name: 'Samia Haddad', level: 'requester', phone: '02 40 44 00 04' },
    ],
    words: {
      poste: ['BEL-PC-03', 'BEL-PC-06', 'BEL-EXPLOIT-1', 'BEL-EXPLOIT-2', 'BEL-PC-10', 'BEL-PORT-04'],
      imprimante: ['BEL-IMP-QUAI', 'BEL-IMP-EXPLOIT', 'BEL-IMP-COMPTA'],
      salle: ["la salle d'exploitation", 'le quai 2', 'la salle de réunion'],
      appli: ['FretPlan'],
      dossier: ['« Lettres de voiture »', '« Tournées »', '« Facturation »'],
      site: ['Saint-Herblain', 'Cholet'],
      serveur: ['BEL-SRV-01', 'BEL-SRV-SQL'],
    },
  },
} as const satisfies Record<string, ClientOf>

export type ClientKey = keyof typeof clients
export const clientKeys: readonly ClientKey[] = ['morvan', 'ledantec', 'rivieres', 'bellanger']

/** Newcomers and leavers of whom requests speak. */
export const newcomers = [
  'Camille Robin',
  'Hugo Lemoine',
  'Léa Poirier',
  'Nathan Briand',
  'Chloé Menard',
  'Enzo Tessier',
  'Julie Raimbault',
  'Antoine Cadiou',
  'Sarah Belkacem',
  'Mathis Orain',
  'Pauline Jaunet',
  'Yanis Coutant',
] as const
