import { recordApi } from '#contract/record/api.ts'
import type { OfferedMove } from '#contract/record/shape.ts'
import { Button, Loader, Modal, Stack, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { apiQuery } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { MoveForm } from './MoveForm.tsx'
import type { MoveInput } from './Moves.tsx'
import { isTicket, type Row } from './ticket.ts'

/** A move that all of them offer, with what any of them still needs for it. */
export const BulkMove = ({ rows, onTake, onClose }: BulkMoveProps) => {
  const { t } = useWords()
  const [chosen, choose] = useState<OfferedMove | null>(null)
  const queries = useQueries({ queries: rows.map(({ number }) => apiQuery(recordApi.read, { number })) })
  const tickets = queries.flatMap(({ data }) => (data !== undefined && isTicket(data) ? [data] : []))
  const [first] = tickets
  const isReady = tickets.length === rows.length
  const fault = queries.find(({ error }) => error !== null)?.error ?? null
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('record.bulk.moveTitle', { count: rows.length })}
      closeButtonProps={{ 'aria-label': t('record.bulk.close') }}
    >
      <ProblemAlert error={fault} />
      {!isReady && fault === null && <Loader size="sm" />}
      {isReady && chosen === null && <Offered moves={commonOf(tickets)} onChoose={choose} />}
      {first !== undefined && chosen !== null && (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {rows.map(({ number }) => number).join(', ')}
          </Text>
          <MoveForm
            key={chosen.id}
            move={chosen}
            ticket={first}
            isPending={false}
            error={null}
            onTake={onTake}
            onCancel={() => choose(null)}
          />
        </>
      )}
    </Modal>
  )
}

interface BulkMoveProps {
  rows: readonly Row[]
  onTake: (input: MoveInput) => void
  onClose: () => void
}

const Offered = ({
  moves,
  onChoose,
}: {
  moves: readonly OfferedMove[]
  onChoose: (move: OfferedMove) => void
}) => {
  const { t, say } = useWords()
  if (moves.length === 0) return <Text size="sm">{t('record.bulk.noCommon')}</Text>
  return (
    <Stack gap="xs">
      <Text size="sm">{t('record.bulk.common')}</Text>
      {moves.map((move) => (
        <Button key={move.id} variant="default" justify="flex-start" onClick={() => onChoose(move)}>
          {say(move.label)}
        </Button>
      ))}
    </Stack>
  )
}

/** Merging is between two; all else that everyone offers by the same name, asking for what any of them lacks. */
const commonOf = (tickets: readonly { moves: readonly OfferedMove[] }[]): OfferedMove[] => {
  const [first, ...others] = tickets
  if (first === undefined) return []
  return first.moves.flatMap((move) => {
    const same = others.map(({ moves }) => moves.find(({ id }) => id === move.id))
    const all = [move, ...same.filter((one) => one !== undefined)]
    if (move.id === 'merge' || all.length < tickets.length) return []
    const requires = [...new Set(all.flatMap((one) => one.requires))]
    const accepts = [...new Set(all.flatMap((one) => one.accepts))].filter((name) => !requires.includes(name))
    return [{ ...move, requires, accepts, isMine: all.every(({ isMine }) => isMine) }]
  })
}
