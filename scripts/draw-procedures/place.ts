import { edgesOf, formOf, type Edge, type Form, type Node, type Table } from './table.ts'

export interface Placed {
  id: string
  form: Form
  column: number
  /** Counted over all lanes, from the top. */
  row: number
  /** Drawn below the right end of its host instead of its column's middle. */
  isUnder: boolean
}

export interface Placement {
  nodes: Map<string, Placed>
  columns: number
  rows: number
  /** For each lane, its first row and how many it has. */
  lanes: { role: string; first: number; count: number }[]
}

/** Columns by the longest path without back edges, rows inside the lanes, where the table gives no hint. */
export const place = (table: Table): Placement => {
  const columns = toColumns(table)
  const rows = toRows(table, columns)
  const counts = table.lanes.map((role) =>
    Math.max(
      1,
      ...table.nodes.filter((node) => node.lane === role).map((node) => (rows.get(node.id) ?? 0) + 1),
    ),
  )
  const lanes = table.lanes.map((role, at) => ({
    role,
    first: counts.slice(0, at).reduce((sum, count) => sum + count, 0),
    count: counts[at] ?? 1,
  }))
  const nodes = table.nodes.map((node): [string, Placed] => {
    const first = lanes.find(({ role }) => role === node.lane)?.first ?? 0
    const column = columns.get(node.id) ?? 0
    const row = first + (rows.get(node.id) ?? 0)
    return [node.id, { id: node.id, form: formOf(node), column, row, isUnder: node.under !== undefined }]
  })
  return {
    nodes: new Map(nodes),
    columns: Math.max(...columns.values()) + 1,
    rows: counts.reduce((sum, count) => sum + count, 0),
    lanes,
  }
}

const toColumns = (table: Table): Map<string, number> => {
  const forward = withoutBackEdges(table)
  const columns = new Map<string, number>()
  const columnOf = (node: Node): number => {
    const known = columns.get(node.id)
    if (known !== undefined) return known
    const before = forward.filter((edge) => edge.to === node.id)
    const host = before.find((edge) => edge.timer && edge.timer.id === node.under)
    const found = table.nodes.filter(({ id }) => before.some((edge) => edge.from === id)).map(columnOf)
    const column = node.column ?? (host ? Math.max(...found) : Math.max(-1, ...found) + 1)
    columns.set(node.id, column)
    return column
  }
  for (const node of table.nodes) columnOf(node)
  return columns
}

const withoutBackEdges = (table: Table): Edge[] => {
  const edges = edgesOf(table)
  const back = new Set<Edge>()
  const done = new Set<string>()
  const visit = (id: string, above: readonly string[]): void => {
    if (done.has(id)) return
    for (const edge of edges.filter(({ from }) => from === id)) {
      if (edge.to === id || above.includes(edge.to)) back.add(edge)
      else visit(edge.to, [...above, id])
    }
    done.add(id)
  }
  for (const node of table.nodes) visit(node.id, [])
  return edges.filter((edge) => !back.has(edge))
}

/** The first free row of the lane, beginning with the row of what leads there. */
const toRows = (table: Table, columns: Map<string, number>): Map<string, number> => {
  const rows = new Map<string, number>()
  const taken = new Set<string>()
  const edges = edgesOf(table)
  const keep = (node: Node, row: number): void => {
    rows.set(node.id, row)
    taken.add(`${node.lane} ${row} ${columns.get(node.id)}`)
  }
  for (const node of table.nodes) if (node.row !== undefined) keep(node, node.row)
  for (const node of table.nodes.filter(({ row }) => row === undefined)) {
    const before = table.nodes.find(
      ({ id, lane }) =>
        lane === node.lane && edges.some((edge) => edge.from === id && edge.to === node.id && rows.has(id)),
    )
    let row = before && node.under === undefined ? (rows.get(before.id) ?? 0) : 0
    while (taken.has(`${node.lane} ${row} ${columns.get(node.id)}`)) row += 1
    keep(node, row)
  }
  return rows
}
