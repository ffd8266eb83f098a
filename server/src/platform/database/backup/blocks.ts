import { z } from 'zod'
import { blockType, longestBlock, Manifest, TableEnd, TableHead } from './format.ts'
import { altered, truncated } from './seal.ts'
import { startTaking } from './take.ts'

export type Block =
  | { type: 'table'; head: TableHead }
  | { type: 'data'; bytes: Buffer }
  | { type: 'end'; end: TableEnd }
  | { type: 'manifest'; manifest: Manifest }

export const blockOf = (type: keyof typeof blockType, content: Buffer | object): Buffer => {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))
  const head = Buffer.alloc(5)
  head.writeUInt8(blockType[type])
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

/** The blocks of decompressed bytes; they end with the manifest, and nothing follows it. */
export const readBlocks = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  const take = startTaking(source, truncated)
  for (;;) {
    const head = await take.bytes(5)
    const length = head.readUInt32BE(1)
    if (length > longestBlock) throw altered()
    const block = read(head.readUInt8(), await take.bytes(length))
    yield block
    if (block.type !== 'manifest') continue
    if (!(await take.isOver())) throw altered()
    return
  }
}

const read = (type: number, bytes: Buffer): Block => {
  switch (type) {
    case blockType.table:
      return { type: 'table', head: parse(TableHead, bytes) }
    case blockType.data:
      return { type: 'data', bytes }
    case blockType.end:
      return { type: 'end', end: parse(TableEnd, bytes) }
    case blockType.manifest:
      return { type: 'manifest', manifest: parse(Manifest, bytes) }
    default:
      throw altered()
  }
}

const parse = <Shape extends z.ZodType>(shape: Shape, bytes: Buffer): z.output<Shape> => {
  try {
    return shape.parse(JSON.parse(bytes.toString()))
  } catch {
    throw altered()
  }
}
