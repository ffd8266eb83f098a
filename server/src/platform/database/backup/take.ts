/** Reads a stream by lengths instead of by its pieces. */
export interface Take {
  /** Exactly so many bytes; what the stream lacks is the error that was given. */
  bytes: (length: number) => Promise<Buffer>
  isOver: () => Promise<boolean>
}

export const startTaking = (source: AsyncIterable<Buffer>, onMissing: () => Error): Take => {
  const pieces = source[Symbol.asyncIterator]()
  let kept: Buffer[] = []
  let size = 0
  const more = async (): Promise<boolean> => {
    const { value, done } = await pieces.next()
    if (done === true) return false
    kept.push(value)
    size += value.length
    return true
  }
  return {
    bytes: async (length) => {
      const missing = () => size < length
      while (missing()) if (!(await more())) throw onMissing()
      const whole = kept.length === 1 ? (kept[0] ?? Buffer.alloc(0)) : Buffer.concat(kept)
      kept = [whole.subarray(length)]
      size -= length
      return whole.subarray(0, length)
    },
    isOver: async () => {
      const isEmpty = () => size === 0
      while (isEmpty()) if (!(await more())) return true
      return false
    },
  }
}
