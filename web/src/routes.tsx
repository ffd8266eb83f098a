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
import { isStaff, requireSession, requireStaff } from './platform/session.tsx'
import { rail } from './rail.tsx'
import { AppShell } from './ui/app-shell.tsx'
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

/** The provider's people. */
const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  beforeLoad: ({ context, location }) => requireStaff(context.cache, location.href),
  component: () => <AppShell entries={rail} />,
})

/** Clients and suppliers. */
const portal = createRoute({
  getParentRoute: () => root,
  id: 'portal',
  beforeLoad: async ({ context, location }) => void (await requireSession(context.cache, location.href)),
  component: lazyRouteComponent(() => import('./portal-frame.tsx'), 'PortalFrame'),
})

type Parent = typeof root | typeof staff | typeof portal

/** One line a page: where it hangs, its address, how it is loaded, its name. */
const page = <Module extends Record<Name, () => React.ReactNode>, Name extends string>(
  parent: Parent,
  path: `/${string}`,
  load: () => Promise<Module>,
  name: Name,
) => createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load, name) })

const open = [page(root, '/connexion', () => import('./session/SignIn.tsx'), 'SignIn')]

const ofStaff = [
  // Register the pages of a module here, for example:
  // page(staff, '/tickets/$number', () => import('./record/RecordPage.tsx'), 'RecordPage'),
  page(staff, '/a-propos', () => import('./organisation/About.tsx'), 'About'),
]

const ofPortal: ReturnType<typeof page>[] = []

const tree = root.addChildren([start, ...open, staff.addChildren(ofStaff), portal.addChildren(ofPortal)])

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
