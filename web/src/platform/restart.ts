import { organisationApi } from '#contract/organisation/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { call } from './api.ts'

type Status = OutputOf<typeof organisationApi.status>

/** The server goes over to another database: waits until it answers as hoped, for two minutes at most. */
export const untilServed = async (isReady: (status: Status) => boolean): Promise<void> => {
  for (let tries = 0; tries < 80; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const status = await call(organisationApi.status, {}).catch(() => null)
    if (status !== null && isReady(status)) return
  }
}
