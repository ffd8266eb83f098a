import { MantineProvider } from '@mantine/core'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { openCache } from './platform/query.ts'
import { enrolAddress, signInAddress } from './platform/session.tsx'
import { themeIn, variables } from './platform/theme.ts'
import { firstLanguage, speak, useWords } from './platform/words.ts'
import { openRouter } from './routes.tsx'
import './ui/global.css'

const Application = () => {
  const { t } = useWords()
  const theme = useMemo(() => themeIn(t), [t])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={cache}>
        <Suspense fallback={null}>
          <Notifications position="bottom-right" />
        </Suspense>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

const Notifications = lazy(() =>
  import('@mantine/notifications').then((module) => ({ default: module.Notifications })),
)

let isLeaving = false
/** The page that is left can't do without a session: it goes first, then all that was known. */
const leave = async (): Promise<void> => {
  if (isLeaving) return
  isLeaving = true
  await router.navigate({ href: signInAddress(router.state.location.href) })
  cache.clear()
  isLeaving = false
}
const cache = openCache(
  () => void leave(),
  () => window.location.assign(enrolAddress),
)
const router = openRouter(cache)

/** After a change of page the reader's keyboard and voice start at its content. */
router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
  if (fromLocation !== undefined && pathChanged)
    document.getElementById('main')?.focus({ preventScroll: true })
})

await speak(firstLanguage())
const place = document.getElementById('root')
if (place === null) throw new Error('The page has no place for the application')
createRoot(place).render(
  <StrictMode>
    <Application />
  </StrictMode>,
)
