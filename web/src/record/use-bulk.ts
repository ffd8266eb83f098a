import { recordApi } from '#contract/record/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '../platform/errors.tsx'
import { outdate } from '../platform/query.ts'
import type { Row } from './ticket.ts'

/** More than these are not done at one go. */
export const mostAtOnce = 100

export interface BulkResult {
  number: string
  title: string
  /** Why it was not done; null: it was. */
  fault: string | null
}

/** Does one thing to several tickets, one after the other, each in a transaction and a journal entry of its own. */
export const useBulk = () => {
  const cache = useQueryClient()
  const [isPending, setPending] = useState(false)
  const [results, setResults] = useState<readonly BulkResult[] | null>(null)
  const run = async (rows: readonly Row[], work: (row: Row) => Promise<unknown>): Promise<void> => {
    setPending(true)
    const told: BulkResult[] = []
    for (const row of rows) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that a refusal stands beside its ticket
      const fault = await work(row).then(
        () => null,
        (error: unknown) => sentenceOf(error),
      )
      told.push({ number: row.number, title: row.title, fault })
    }
    await outdate(cache, [recordApi.list, recordApi.count, recordApi.mine, recordApi.read])
    setPending(false)
    setResults(told)
  }
  return { run, isPending, results }
}
