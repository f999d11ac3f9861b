import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { ConversationPage } from '../features/conversation/ConversationPage.tsx'
import { InboxPage } from '../features/conversation/InboxPage.tsx'
import { NoConversation } from '../features/conversation/NoConversation.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { RouteFailure } from './shell/RouteFailure.tsx'
import { Shell } from './shell/Shell.tsx'

type InboxSearch = { q?: string; at?: number }

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: RouteFailure })
const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$list', params: { list: 'desk' } })
  },
})
const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox/$list',
  component: InboxPage,
  validateSearch: ({ q, at }: Record<string, unknown>): InboxSearch => ({
    ...(typeof q === 'string' && q !== '' ? { q } : typeof q === 'number' ? { q: String(q) } : {}),
    ...(typeof at === 'number' ? { at } : {}),
  }),
})
const noConversationRoute = createRoute({ getParentRoute: () => inboxRoute, path: '/', component: NoConversation })
const conversationRoute = createRoute({ getParentRoute: () => inboxRoute, path: '/$conversationId', component: ConversationPage })
const customerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => import('../features/customer/CustomerPage.tsx')),
})
const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx')),
})
const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/staff',
  component: lazyRouteComponent(() => import('../features/admin/StaffPage.tsx')),
})
const teamsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/teams',
  component: lazyRouteComponent(() => import('../features/admin/TeamsPage.tsx')),
})
const hoursRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/hours',
  component: lazyRouteComponent(() => import('../features/admin/hours/HoursPage.tsx')),
})
const promisesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/promises',
  component: lazyRouteComponent(() => import('../features/admin/promises/PromisesPage.tsx')),
})
const changesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/changes',
  component: lazyRouteComponent(() => import('../features/admin/changes/ChangesPage.tsx')),
})
const watchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/watch',
  component: lazyRouteComponent(() => import('../features/watch/WatchPage.tsx')),
})
const wallboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wallboard',
  component: lazyRouteComponent(() => import('../features/wallboard/WallboardPage.tsx')),
})
const incidentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/incidents',
  component: lazyRouteComponent(() => import('../features/incident/IncidentsPage.tsx')),
})
const repliesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/canned-replies',
  component: lazyRouteComponent(() => import('../features/admin/CannedRepliesPage.tsx')),
})

export const router = createRouter({
  basepath: '/console',
  routeTree: rootRoute.addChildren([
    indexRoute,
    inboxRoute.addChildren([noConversationRoute, conversationRoute]),
    customerRoute,
    settingsRoute,
    staffRoute,
    teamsRoute,
    hoursRoute,
    promisesRoute,
    changesRoute,
    wallboardRoute,
    watchRoute,
    incidentsRoute,
    repliesRoute,
  ]),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
