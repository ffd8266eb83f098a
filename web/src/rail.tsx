import {
  IconAdjustments,
  IconArrowsExchange,
  IconBook,
  IconBuildingCommunity,
  IconBug,
  IconChartLine,
  IconChecklist,
  IconHeadset,
  IconServer2,
  IconSitemap,
  IconTopologyStar3,
} from '@tabler/icons-react'
import { answersFor, type Session } from './platform/session.tsx'
import type { RailEntry } from './ui/rail.tsx'

/** Who looks after the installation. */
const keepsInstallation = (session: Session): boolean =>
  session.person.isAdministrator || answersFor(session, 'D')

/** The left rail. A process adds its entry here when it is begun; `isVisible` hides what somebody may not see. */
export const rail: readonly RailEntry[] = [
  { label: 'shell.rail.myWork', href: '/mon-travail', icon: <IconChecklist aria-hidden /> },
  {
    label: 'shell.rail.desk',
    short: 'shell.rail.deskShort',
    href: '/tickets',
    covers: ['/nouveau', '/interventions'],
    icon: <IconHeadset aria-hidden />,
    pages: [
      { label: 'shell.rail.tickets', href: '/tickets' },
      { label: 'shell.rail.planning', href: '/planning' },
      { label: 'shell.rail.time', href: '/temps' },
    ],
  },
  {
    label: 'shell.rail.changes',
    href: '/changements',
    covers: ['/tickets/CHG-'],
    icon: <IconArrowsExchange aria-hidden />,
    pages: [
      { label: 'shell.rail.changes', href: '/changements' },
      { label: 'shell.rail.changeCalendar', href: '/changements/calendrier' },
    ],
  },
  {
    label: 'shell.rail.problems',
    href: '/problemes',
    covers: ['/erreurs-connues', '/tickets/PRB-'],
    icon: <IconBug aria-hidden />,
    pages: [
      { label: 'shell.rail.problems', href: '/problemes' },
      { label: 'shell.rail.knownErrors', href: '/erreurs-connues' },
      { label: 'shell.rail.trends', href: '/problemes/tendances' },
    ],
  },
  {
    label: 'shell.rail.services',
    href: '/services',
    icon: <IconServer2 aria-hidden />,
    pages: [
      { label: 'shell.rail.services', href: '/services' },
      { label: 'shell.rail.contracts', href: '/contrats' },
    ],
  },
  {
    label: 'shell.rail.configuration',
    short: 'shell.rail.configurationShort',
    href: '/parc',
    icon: <IconTopologyStar3 aria-hidden />,
    pages: [
      { label: 'shell.rail.items', href: '/parc' },
      { label: 'shell.rail.software', href: '/parc/logiciels' },
      { label: 'shell.rail.licences', href: '/parc/licences' },
      { label: 'shell.rail.expiries', href: '/parc/echeances' },
      { label: 'shell.rail.audit', href: '/parc/controle' },
      { label: 'shell.rail.baselines', href: '/parc/bases' },
      { label: 'shell.rail.verifications', href: '/parc/verifications' },
      { label: 'shell.rail.reports', href: '/parc/rapports' },
      { label: 'shell.rail.inventory', href: '/parc/inventaire' },
      { label: 'shell.rail.deviations', href: '/parc/ecarts' },
    ],
  },
  {
    label: 'shell.rail.figures',
    href: '/rapports/indicateurs',
    icon: <IconChartLine aria-hidden />,
    pages: [{ label: 'shell.rail.indicators', href: '/rapports/indicateurs' }],
  },
  {
    label: 'shell.rail.people',
    short: 'shell.rail.peopleShort',
    href: '/clients',
    icon: <IconBuildingCommunity aria-hidden />,
    pages: [
      { label: 'shell.rail.clients', href: '/clients' },
      { label: 'shell.rail.suppliers', href: '/fournisseurs' },
      { label: 'shell.rail.persons', href: '/personnes' },
      { label: 'shell.rail.teams', href: '/equipes' },
      { label: 'shell.rail.duty', href: '/astreinte' },
    ],
  },
  {
    label: 'shell.rail.knowledge',
    href: '/connaissances',
    covers: ['/manques'],
    icon: <IconBook aria-hidden />,
    pages: [
      { label: 'shell.rail.articles', href: '/connaissances' },
      { label: 'shell.rail.gaps', href: '/manques' },
    ],
  },
  {
    label: 'shell.rail.method',
    short: 'shell.rail.methodShort',
    href: '/methode/procedures',
    covers: ['/tickets/ECH-'],
    icon: <IconSitemap aria-hidden />,
    pages: [
      { label: 'shell.rail.procedures', href: '/methode/procedures' },
      {
        label: 'shell.rail.propositions',
        href: '/methode/propositions',
        isVisible: (session) => answersFor(session, 'D'),
      },
      { label: 'shell.rail.rhythm', href: '/methode/rythme' },
      { label: 'shell.rail.journal', href: '/methode/journal' },
    ],
  },
  {
    label: 'shell.rail.settings',
    href: '/reglages',
    icon: <IconAdjustments aria-hidden />,
    pages: [
      { label: 'shell.rail.grid', href: '/reglages/grille' },
      { label: 'shell.rail.levels', href: '/reglages/niveaux' },
      { label: 'shell.rail.problemLevels', href: '/reglages/niveaux-problemes' },
      { label: 'shell.rail.actors', href: '/reglages/acteurs' },
      { label: 'shell.rail.changeModels', href: '/reglages/changements' },
      { label: 'shell.rail.types', href: '/reglages/types' },
      { label: 'shell.rail.calendars', href: '/reglages/calendriers' },
      { label: 'shell.rail.backups', href: '/reglages/sauvegardes', isVisible: keepsInstallation },
      { label: 'shell.rail.health', href: '/reglages/etat', isVisible: keepsInstallation },
    ],
  },
]
