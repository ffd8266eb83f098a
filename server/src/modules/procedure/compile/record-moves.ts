import { RecordMove, type Refusal } from '#contract/procedure/shape.ts'
import type { ModdleElement } from 'bpmn-moddle'
import type { Diagram } from './diagram.ts'
import { blame, element, elements, text, words } from './moddle.ts'
import { refusal } from './refusal.ts'

/** The moves that the process offers at every step, from its extension elements. */
export const toRecordMoves = (diagram: Diagram): { recordMoves: RecordMove[]; refusals: Refusal[] } => {
  const extensions = element(diagram.process, 'extensionElements')
  const declared = extensions ? elements(extensions, 'values') : []
  const recordMoves: RecordMove[] = []
  const refusals: Refusal[] = []
  for (const source of declared.filter(({ $type }) => $type === 'trousse:RecordMove')) {
    const read = RecordMove.safeParse(toShape(source))
    const fault = read.success
      ? faultOf(read.data, diagram, recordMoves)
      : read.error.issues[0]?.path.join('.')
    if (fault !== undefined) refusals.push(refusal('bad-record-move', blame(source), fault))
    else if (read.success) recordMoves.push(read.data)
  }
  return { recordMoves, refusals }
}

const toShape = (source: ModdleElement): Record<string, unknown> => {
  const list = (name: string): string[] | undefined => text(source, name)?.split(/\s+/)
  const shape = {
    id: text(source, 'id'),
    label: words(source, 'name', 'en'),
    roles: list('roles'),
    fields: list('fields'),
    target: text(source, 'target'),
    continueIn: text(source, 'continueIn'),
  }
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined))
}

const faultOf = (move: RecordMove, diagram: Diagram, before: RecordMove[]): string | undefined => {
  if (before.some(({ id }) => id === move.id)) return move.id
  if (move.target !== undefined && !diagram.nodes.has(move.target)) return move.target
  return move.id === 'declare-major' && move.continueIn === undefined ? 'continueIn' : undefined
}
