import { recordApi } from '#contract/record/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../platform/api.ts'
import { outdate } from '../platform/query.ts'
import type { Row } from './ticket.ts'

/** Hands tickets to somebody, one after the other; says how many it could not. */
export const useAssign = () => {
  const cache = useQueryClient()
  const [isPending, setPending] = useState(false)
  const assign = async (rows: readonly Row[], assigneeId: string | null): Promise<{ failed: number }> => {
    setPending(true)
    const results = await Promise.allSettled(
      rows.map(({ number, version }) => call(recordApi.edit, { number, version, assigneeId })),
    )
    await outdate(cache, [recordApi.list, recordApi.count, recordApi.mine, recordApi.read])
    setPending(false)
    return { failed: results.filter(({ status }) => status === 'rejected').length }
  }
  return { assign, isPending }
}
