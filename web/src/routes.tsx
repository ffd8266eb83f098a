import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import { parseSearch, writeSearch } from './platform/address.ts'
import { ProblemAlert } from './platform/errors.tsx'
import { enrolAddress, isStaff, requireSession, requireStaff } from './platform/session.tsx'
import { loadAllWords } from './platform/words.ts'
import { Frame, loadFrame } from './frame.tsx'
import { NotFound } from './ui/not-found.tsx'

const Fault = ({ error, reset }: ErrorComponentProps) => <ProblemAlert error={error} onRetry={reset} />

const root = createRootRouteWithContext<{ cache: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
})

/** Everyone starts where their work is. */
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context, location }) => {
    const session = await requireSession(context.cache, location.href)
    throw redirect({ to: isStaff(session) ? '/mon-travail' : '/portail' })
  },
})

/** Whoever is signed in, in the frame that is theirs. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ context, location }) => ({
    session: await requireSession(context.cache, location.href),
  }),
  loader: ({ context }) => loadFrame(context.session),
  component: Frame,
})

/** Whoever is signed in, before the frame: what has to be settled first. */
const threshold = createRoute({
  getParentRoute: () => root,
  id: 'threshold',
  beforeLoad: async ({ context, location }) => void (await requireSession(context.cache, location.href)),
})

/** The provider's people only. */
const staff = createRoute({
  getParentRoute: () => frame,
  id: 'staff',
  beforeLoad: ({ context, location }) => requireStaff(context.cache, location.href),
})

type Parent = typeof root | typeof frame | typeof threshold | typeof staff

/** One line a page: where it hangs, its address, how it is loaded, its name. */
const page = <Module extends Record<Name, () => React.ReactNode>, Name extends string>(
  parent: Parent,
  path: `/${string}`,
  load: () => Promise<Module>,
  name: Name,
) => {
  const loadWithWords = async () => {
    const [module] = await Promise.all([load(), loadAllWords()])
    return module
  }
  return createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(loadWithWords, name),
  })
}

/** Before anyone is signed in. */
const open = [
  createRoute({
    getParentRoute: () => root,
    path: '/connexion',
    component: lazyRouteComponent(() => import('./session/SignIn.tsx'), 'SignIn'),
  }),
  page(root, '/invitation/$secret', () => import('./session/AcceptInvitation.tsx'), 'AcceptInvitation'),
  page(root, '/reponse/$token', () => import('./letter/AnswerPage.tsx'), 'AnswerPage'),
  page(root, '/lien', () => import('./access/AskLink.tsx'), 'AskLink'),
  page(root, '/lien/$secret', () => import('./access/UseLink.tsx'), 'UseLink'),
  page(root, '/aide', () => import('./access/Guest.tsx'), 'Guest'),
  page(root, '/aide/confirmer/$secret', () => import('./access/ConfirmGuest.tsx'), 'ConfirmGuest'),
  page(root, '/installation/$secret', () => import('./organisation/SetUp.tsx'), 'SetUp'),
  // The link that the console prints.
  createRoute({
    getParentRoute: () => root,
    path: '/set-up/$secret',
    beforeLoad: ({ params }) => {
      throw redirect({ href: `/installation/${params.secret}` })
    },
  }),
]

/** Between signing in and the frame. */
const beforeFrame = [
  page(threshold, enrolAddress, () => import('./access/Enrol.tsx'), 'Enrol'),
  page(threshold, '/nouveau-mot-de-passe', () => import('./access/NewPassword.tsx'), 'NewPassword'),
]

/** For everyone who is signed in; the portal's pages too. */
const shared = [
  page(frame, '/profil', () => import('./session/Profile.tsx'), 'Profile'),
  page(frame, '/a-propos', () => import('./organisation/About.tsx'), 'About'),
]

/** For the provider's people. A page is a file with a named export: `page(staff, '/tickets/$number',
 *  () => import('./record/RecordPage.tsx'), 'RecordPage')`; it reads its address by `useParam('number')`. */
const ofStaff: ReturnType<typeof page>[] = [
  page(staff, '/mon-travail', () => import('./record/MyWorkPage.tsx'), 'MyWorkPage'),
  page(staff, '/tickets', () => import('./record/ListPage.tsx'), 'ListPage'),
  page(staff, '/tickets/$number', () => import('./record/RecordPage.tsx'), 'RecordPage'),
  page(staff, '/nouveau', () => import('./incident/NewTicketPage.tsx'), 'NewTicketPage'),
  page(staff, '/changements', () => import('./change/ChangesPage.tsx'), 'ChangesPage'),
  page(staff, '/changements/calendrier', () => import('./change/CalendarPage.tsx'), 'CalendarPage'),
  page(staff, '/changements/nouveau', () => import('./change/NewChangePage.tsx'), 'NewChangePage'),
  page(staff, '/temps', () => import('./record/TimeSheetPage.tsx'), 'TimeSheetPage'),
  page(staff, '/astreinte', () => import('./team/DutyPage.tsx'), 'DutyPage'),
  page(staff, '/planning', () => import('./intervention/PlanningPage.tsx'), 'PlanningPage'),
  page(staff, '/interventions/$id', () => import('./intervention/VisitPage.tsx'), 'VisitPage'),
  page(staff, '/recherche', () => import('./search/SearchPage.tsx'), 'SearchPage'),
  page(staff, '/notifications', () => import('./notification/NotificationsPage.tsx'), 'NotificationsPage'),
  page(staff, '/profil/notifications', () => import('./notification/PreferencesPage.tsx'), 'PreferencesPage'),
  page(staff, '/reglages/grille', () => import('./grid/GridPage.tsx'), 'GridPage'),
  page(staff, '/reglages/niveaux', () => import('./escalation/LevelsPage.tsx'), 'LevelsPage'),
  page(staff, '/reglages/niveaux-problemes', () => import('./problem/LevelsPage.tsx'), 'LevelsPage'),
  page(staff, '/problemes', () => import('./problem/ProblemsPage.tsx'), 'ProblemsPage'),
  page(staff, '/problemes/nouveau', () => import('./problem/NewProblemPage.tsx'), 'NewProblemPage'),
  page(staff, '/problemes/tendances', () => import('./trend/TrendsPage.tsx'), 'TrendsPage'),
  page(staff, '/rapports/indicateurs', () => import('./indicator/IndicatorsPage.tsx'), 'IndicatorsPage'),
  page(staff, '/erreurs-connues', () => import('./problem/KnownErrorsPage.tsx'), 'KnownErrorsPage'),
  page(staff, '/reglages/acteurs', () => import('./change/ActorsPage.tsx'), 'ActorsPage'),
  page(staff, '/reglages/changements', () => import('./change/ChangeModelsPage.tsx'), 'ChangeModelsPage'),
  page(staff, '/reglages/changements/$id', () => import('./change/ChangeModelPage.tsx'), 'ChangeModelPage'),
  page(staff, '/reglages/calendriers', () => import('./calendar/CalendarsPage.tsx'), 'CalendarsPage'),
  page(staff, '/reglages/calendriers/$id', () => import('./calendar/CalendarPage.tsx'), 'CalendarPage'),
  page(staff, '/reglages/modeles', () => import('./request/ModelsPage.tsx'), 'ModelsPage'),
  page(staff, '/reglages/modeles/$id', () => import('./request/ModelPage.tsx'), 'ModelPage'),
  page(staff, '/reglages/reponses', () => import('./reply/RepliesPage.tsx'), 'RepliesPage'),
  page(staff, '/reglages/notifications', () => import('./letter/LettersPage.tsx'), 'LettersPage'),
  page(staff, '/reglages/recurrences', () => import('./recurrence/RecurrencesPage.tsx'), 'RecurrencesPage'),
  page(staff, '/reglages/gabarits', () => import('./template/TemplatesPage.tsx'), 'TemplatesPage'),
  page(staff, '/methode/procedures', () => import('./procedure/ProceduresPage.tsx'), 'ProceduresPage'),
  page(staff, '/methode/procedures/$key', () => import('./procedure/ProcedurePage.tsx'), 'ProcedurePage'),
  page(staff, '/personnes', () => import('./person/PeoplePage.tsx'), 'PeoplePage'),
  page(staff, '/personnes/$id', () => import('./person/PersonPage.tsx'), 'PersonPage'),
  page(staff, '/clients', () => import('./client/ClientsPage.tsx'), 'ClientsPage'),
  page(staff, '/clients/$id', () => import('./client/ClientPage.tsx'), 'ClientPage'),
  page(
    staff,
    '/clients/$id/configuration',
    () => import('./report/ClientReportPage.tsx'),
    'ClientReportPage',
  ),
  page(staff, '/parc/rapports', () => import('./report/ReportsPage.tsx'), 'ReportsPage'),
  page(staff, '/parc/rapports/$id', () => import('./report/IssuedReportPage.tsx'), 'IssuedReportPage'),
  page(staff, '/parc/verifications', () => import('./verification/CampaignsPage.tsx'), 'CampaignsPage'),
  page(staff, '/parc/verifications/$id', () => import('./verification/CampaignPage.tsx'), 'CampaignPage'),
  page(staff, '/fournisseurs', () => import('./supplier/SuppliersPage.tsx'), 'SuppliersPage'),
  page(staff, '/fournisseurs/$id', () => import('./supplier/SupplierPage.tsx'), 'SupplierPage'),
  page(staff, '/contrats', () => import('./agreement/AgreementsPage.tsx'), 'AgreementsPage'),
  page(staff, '/contrats/$id', () => import('./agreement/AgreementPage.tsx'), 'AgreementPage'),
  page(staff, '/equipes', () => import('./team/TeamsPage.tsx'), 'TeamsPage'),
  page(staff, '/parc/inventaire', () => import('./inventory/InventoryPage.tsx'), 'InventoryPage'),
  page(staff, '/parc/ecarts', () => import('./inventory/DeviationsPage.tsx'), 'DeviationsPage'),
  page(staff, '/services', () => import('./service/ServicesPage.tsx'), 'ServicesPage'),
  page(staff, '/parc', () => import('./configuration/ItemsPage.tsx'), 'ItemsPage'),
  page(staff, '/parc/$number', () => import('./configuration/ItemPage.tsx'), 'ItemPage'),
  page(staff, '/parc/bases', () => import('./configuration/BaselinesPage.tsx'), 'BaselinesPage'),
  page(staff, '/parc/logiciels', () => import('./licence/SoftwarePage.tsx'), 'SoftwarePage'),
  page(staff, '/parc/logiciels/$id', () => import('./licence/TitlePage.tsx'), 'TitlePage'),
  page(staff, '/parc/licences', () => import('./licence/LicencesPage.tsx'), 'LicencesPage'),
  page(staff, '/parc/echeances', () => import('./configuration/ExpiriesPage.tsx'), 'ExpiriesPage'),
  page(staff, '/parc/controle', () => import('./configuration/AuditPage.tsx'), 'AuditPage'),
  page(staff, '/reglages/types', () => import('./configuration/TypesPage.tsx'), 'TypesPage'),
  page(staff, '/connaissances', () => import('./knowledge/ArticlesPage.tsx'), 'ArticlesPage'),
  page(staff, '/manques', () => import('./knowledge/GapsPage.tsx'), 'GapsPage'),
  page(staff, '/connaissances/nouveau', () => import('./knowledge/NewArticlePage.tsx'), 'NewArticlePage'),
  page(staff, '/connaissances/$number', () => import('./knowledge/ArticlePage.tsx'), 'ArticlePage'),
  page(
    staff,
    '/connaissances/$number/modifier',
    () => import('./knowledge/EditArticlePage.tsx'),
    'EditArticlePage',
  ),
  page(staff, '/methode/propositions', () => import('./artefact/PropositionsPage.tsx'), 'PropositionsPage'),
  page(staff, '/methode/rythme', () => import('./duty/RhythmPage.tsx'), 'RhythmPage'),
  page(staff, '/methode/journal', () => import('./journal/Verification.tsx'), 'VerificationPage'),
  page(staff, '/reglages/messagerie', () => import('./mail/MailboxesPage.tsx'), 'MailboxesPage'),
  page(
    staff,
    '/reglages/messagerie/autorisation',
    () => import('./mail/AuthorisationPage.tsx'),
    'AuthorisationPage',
  ),
  page(staff, '/reglages/expediteurs', () => import('./mail/BlockedPage.tsx'), 'BlockedPage'),
  page(staff, '/reglages/courriels', () => import('./mail/MailsPage.tsx'), 'MailsPage'),
  page(staff, '/reglages', () => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
  page(staff, '/reglages/sauvegardes', () => import('./backup/BackupsPage.tsx'), 'BackupsPage'),
  page(staff, '/parc/import', () => import('./import/ImportPage.tsx'), 'ImportPage'),
  page(staff, '/parc/import/$id', () => import('./import/ImportResultPage.tsx'), 'ImportResultPage'),
  page(staff, '/reglages/etat', () => import('./health/HealthPage.tsx'), 'HealthPage'),
  page(staff, '/reglages/organisation', () => import('./settings/OrganisationPage.tsx'), 'OrganisationPage'),
]

/** For clients and suppliers. */
const ofPortal = [
  page(frame, '/portail', () => import('./portal/Home.tsx'), 'Home'),
  page(frame, '/portail/aide-immediate', () => import('./portal/Ask.tsx'), 'Ask'),
  page(frame, '/portail/catalogue/$key', () => import('./request/AskByModel.tsx'), 'AskByModel'),
  page(frame, '/portail/demandes', () => import('./portal/Demands.tsx'), 'Demands'),
  page(frame, '/portail/demandes/$number', () => import('./portal/Demand.tsx'), 'Demand'),
  page(frame, '/portail/entreprise', () => import('./company/Company.tsx'), 'Company'),
  page(frame, '/portail/parc/rapports', () => import('./report/PortalReportsPage.tsx'), 'PortalReportsPage'),
  page(
    frame,
    '/portail/parc/rapports/$id',
    () => import('./report/PortalReportPage.tsx'),
    'PortalReportPage',
  ),
  page(frame, '/portail/services', () => import('./portal/Services.tsx'), 'Services'),
  page(frame, '/portail/aide', () => import('./portal/Help.tsx'), 'Help'),
  page(frame, '/portail/aide/$number', () => import('./portal/HelpArticle.tsx'), 'HelpArticle'),
  page(frame, '/portail/parc', () => import('./portal/Things.tsx'), 'Things'),
  page(frame, '/portail/parc/$number', () => import('./portal/Thing.tsx'), 'Thing'),
  page(frame, '/portail/confie', () => import('./portal/Entrusted.tsx'), 'Entrusted'),
]

/** Addresses that lead nowhere are said within the frame. */
const elsewhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound })

const tree = root.addChildren([
  start,
  ...open,
  threshold.addChildren(beforeFrame),
  frame.addChildren([elsewhere, ...shared, ...ofPortal, staff.addChildren(ofStaff)]),
])

export const openRouter = (cache: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { cache },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: Fault,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    parseSearch,
    stringifySearch: writeSearch,
  })
