import type { OutputOf } from '#contract/endpoint.ts'
import { recordApi } from '#contract/record/api.ts'
import type { AnyRecord, Record as Ticket, RecordSummary } from '#contract/record/shape.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { apiQuery, useApi } from '../platform/query.ts'

export type { Ticket }
export type Row = RecordSummary

/** One answer, one shape an audience: these pages are the provider’s. */
export const isTicket = (record: AnyRecord): record is Ticket => 'judgedBy' in record

type Listed = OutputOf<typeof recordApi.list>['items'][number]
const isRow = (row: Listed): row is Row => 'assigneeName' in row
export const rowsOf = (items: readonly Listed[]): readonly Row[] => items.filter(isRow)

export const useTicket = (number: string) => {
  const { data, ...query } = useApi(recordApi.read, { number })
  return { ...query, ticket: data !== undefined && isTicket(data) ? data : undefined }
}

/** What a command answered is the newest state: shown at once. */
export const useRemember = () => {
  const cache = useQueryClient()
  return useCallback(
    (record: AnyRecord) => {
      cache.setQueryData(apiQuery(recordApi.read, { number: record.number }).queryKey, record)
    },
    [cache],
  )
}

export const isOpen = ({ phase }: Pick<Ticket, 'phase'>): boolean =>
  phase !== 'closed' && phase !== 'cancelled'
export const isUnderWay = ({ phase }: Pick<Ticket, 'phase'>): boolean => phase === 'new' || phase === 'active'
/** Has a priority or a level, and delays that follow from it; a change goes by its window, a duty by its day. */
export const isJudged = (kind: Row['kind']): boolean => kind === 'INC' || kind === 'REQ' || kind === 'PRB'
