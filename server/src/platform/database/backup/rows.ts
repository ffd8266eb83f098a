import type { Block } from './blocks.ts'

/** The rows of one table of a backup, in the columns that were asked for; null is null. */
export const readRows = async function* (
  blocks: AsyncIterable<Block>,
  wanted: Readonly<Record<string, readonly string[]>>,
): AsyncGenerator<{ table: string; row: (string | null)[] } | Extract<Block, { type: 'manifest' }>> {
  let table: { name: string; places: number[] } | null = null
  let rest = ''
  for await (const block of blocks) {
    if (block.type === 'manifest') yield block
    if (block.type === 'table') {
      const { name, columns } = block.head
      const asked = wanted[name]
      table = asked === undefined ? null : { name, places: asked.map((one) => columns.indexOf(one)) }
      rest = ''
    }
    if (block.type !== 'data' || table === null) continue
    // Only ids, counts and digests are read so: no letter of theirs can be cut in two.
    const lines = (rest + block.bytes.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const values = line.split('\t')
      yield { table: table.name, row: table.places.map((place) => valueOf(values[place])) }
    }
  }
}

const valueOf = (text: string | undefined): string | null =>
  text === undefined || text === '\\N' ? null : text.replaceAll('\\\\', '\\')
