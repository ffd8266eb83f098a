import type { CauseCategory } from '#contract/problem/shape.ts'
import type { ClientKey } from '../firm/clients.ts'
import type { IncidentScenario } from './scenario.ts'

/** A breakdown of many clients at once. */
export interface MajorScenario extends IncidentScenario {
  criteria: string
  callers: readonly { client: ClientKey; person: number; note: string }[]
  updates: readonly string[]
  problem: string
  problemCategory: CauseCategory
  review: string
}

export const majors: readonly MajorScenario[] = [
  {
    kind: 'INC',
    service: 'serveurs',
    category: 'Serveur',
    title: 'Plateforme d’hébergement injoignable',
    description:
      'La surveillance a perdu tous les serveurs hébergés à la même minute. Plusieurs clients appellent déjà.',
    urgency: 1,
    impact: 1,
    minutes: 180,
    cause: 'hardware',
    criteria: 'Service essentiel arrêté pour plusieurs clients, sans contournement.',
    callers: [
      { client: 'morvan', person: 1, note: 'Plus aucun accès à Comptalia, douze personnes arrêtées.' },
      { client: 'bellanger', person: 1, note: 'FretPlan ne répond plus, camions à l’arrêt au quai.' },
      { client: 'rivieres', person: 2, note: 'VétoSuite bloquée, salle d’attente pleine.' },
      { client: 'ledantec', person: 2, note: 'Impossible de sortir les devis.' },
    ],
    updates: [
      'Point 1 : baie de stockage en défaut, contrôleur de secours en cours de reprise. Prochain point dans une heure.',
      'Point 2 : contrôleur remplacé par le constructeur, remontée des volumes en cours. Les premiers serveurs reviennent.',
    ],
    solution:
      'Contrôleur de stockage défaillant remplacé, volumes remontés et contrôlés, serveurs redémarrés dans l’ordre du plan.',
    problem: 'Contrôleur de stockage : bascule automatique non effective',
    problemCategory: 'hardware',
    review:
      '<p><strong>Chronologie.</strong> Détection par la surveillance en deux minutes, déclaration en douze, rétablissement en moins de quatre heures.</p><p><strong>Cause.</strong> Contrôleur primaire en panne ; bascule automatique désactivée depuis une maintenance.</p><p><strong>Ce qui a bien marché.</strong> Un seul message à tous, points tenus chaque heure.</p><p><strong>Actions.</strong> Bascule réactivée et essayée chaque trimestre ; contrôle ajouté à la liste de fin de maintenance.</p>',
  },
  {
    kind: 'INC',
    service: 'reseau',
    category: 'Accès Internet',
    title: 'Coupure de l’opérateur sur l’agglomération nantaise',
    description:
      'Les liens Internet de trois clients sont tombés ensemble. L’opérateur confirme un incident sur un nœud principal.',
    urgency: 1,
    impact: 1,
    minutes: 120,
    cause: 'supplier',
    criteria: 'Plusieurs clients coupés d’Internet et de leurs applications hébergées.',
    callers: [
      { client: 'morvan', person: 2, note: 'Plus d’Internet ni de téléphone.' },
      { client: 'rivieres', person: 1, note: 'Plus de laboratoire en ligne, urgences en cours.' },
      { client: 'bellanger', person: 2, note: 'Exploitation coupée, passage en 4G partiel.' },
    ],
    updates: [
      'Point 1 : incident confirmé par Atlantis Fibre, techniciens sur place. Secours 4G proposés aux clients équipés.',
      'Point 2 : trafic dévié sur un autre nœud, retour progressif. Surveillance renforcée jusqu’à ce soir.',
    ],
    solution: 'Nœud de l’opérateur rétabli ; liens vérifiés client par client, secours 4G coupés.',
    problem: 'Dépendance à un seul opérateur pour trois clients',
    problemCategory: 'supplier',
    review:
      '<p><strong>Chronologie.</strong> Coupure à l’ouverture, retour en deux heures et demie.</p><p><strong>Cause.</strong> Carte défectueuse chez l’opérateur, sans redondance locale.</p><p><strong>Actions.</strong> Proposer un second lien aux clients dont l’activité en dépend ; obtenir de l’opérateur un engagement écrit sur l’information en cours d’incident.</p>',
  },
  {
    kind: 'INC',
    service: 'messagerie',
    category: 'Sécurité et logiciel malveillant',
    title: 'Campagne d’hameçonnage : boîtes compromises chez plusieurs clients',
    description:
      'Un message imitant un partage de fichier circule depuis ce matin. Deux boîtes envoient déjà des pourriels.',
    urgency: 1,
    impact: 1,
    minutes: 200,
    cause: 'security',
    criteria: 'Compromission avérée chez plusieurs clients, propagation en cours.',
    callers: [
      { client: 'morvan', person: 3, note: 'A saisi son mot de passe sur la fausse page.' },
      { client: 'ledantec', person: 1, note: 'Ses correspondants reçoivent des messages étranges.' },
      { client: 'bellanger', person: 3, note: 'A cliqué mais n’a rien saisi.' },
    ],
    updates: [
      'Point 1 : message retiré de toutes les boîtes, sessions fermées pour les comptes touchés, mots de passe changés.',
      'Point 2 : aucune nouvelle connexion suspecte depuis quarante minutes. Relecture des règles de transfert en cours.',
    ],
    solution:
      'Comptes touchés sécurisés, règles de transfert frauduleuses retirées, double authentification imposée partout, domaines bloqués.',
    problem: 'Double authentification absente sur les comptes anciens',
    problemCategory: 'security',
    review:
      '<p><strong>Chronologie.</strong> Premier signalement par un utilisateur, confinement en cinquante minutes.</p><p><strong>Cause.</strong> Deux comptes sans double authentification.</p><p><strong>Données personnelles.</strong> Analyse faite avec les clients concernés ; aucune exportation constatée.</p><p><strong>Actions.</strong> Double authentification obligatoire, exercice d’hameçonnage deux fois par an.</p>',
  },
]
