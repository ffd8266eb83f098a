import type { healthApi } from '#contract/health/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import packageFile from '../../../../package.json' with { type: 'json' }
import type { Context } from '#platform/context.ts'
import type { Reading, Vital } from '#platform/module.ts'
import { ensure, isAdministratorOrTop } from '#platform/policy.ts'

type Report = OutputOf<typeof healthApi.report>

/** The worst first: what is well needs no reading. */
const order: readonly Reading['tone'][] = ['danger', 'warning', 'caution', 'neutral', 'success']

/** Every part of the installation says of itself how it is. */
export const readReport = async (context: Context, vitals: readonly Vital[]): Promise<Report> => {
  ensure(isAdministratorOrTop(context.actor))
  const found: Report['vitals'] = []
  // One after the other: they share the transaction, and one that fails would spoil it for those beside it.
  for (const { key, read } of vitals) {
    const said = await read(context)
    const readings: readonly Reading[] = isList(said) ? said : [said]
    found.push(...readings.map(({ tone, cause, facts = {} }) => ({ key, tone, cause, facts: { ...facts } })))
  }
  return {
    at: context.now.toString(),
    version: packageFile.version,
    startedMinutes: Math.floor(process.uptime() / 60),
    vitals: found.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone)),
  }
}

const isList = (said: Reading | readonly Reading[]): said is readonly Reading[] => Array.isArray(said)
