/** A file that Outlook wrapped into winmail.dat. */
interface Wrapped {
  name: string
  mediaType: string
  bytes: Buffer
}

const signature = 0x22_3e_9f_78
const attachmentBegins = 0x00_06_90_02
const attachmentContent = 0x00_06_80_0f
const attachmentTitle = 0x00_01_80_10
const attachmentProperties = 0x00_06_90_05
const mostFiles = 100

/** The files in a winmail.dat (MS-OXTNEF); null where it is none or is damaged: then it is kept as it came. */
export const readTnef = (raw: Buffer): Wrapped[] | null => {
  if (raw.length < 6 || raw.readUInt32LE(0) !== signature) return null
  const files: Wrapped[] = []
  let current: { name: string; bytes: Buffer | null } | null = null
  const finish = () => {
    if (current?.bytes !== null && current?.bytes !== undefined && files.length < mostFiles) {
      files.push({
        name: current.name || 'piece-jointe',
        mediaType: 'application/octet-stream',
        bytes: current.bytes,
      })
    }
  }
  for (let at = 6; at + 9 <= raw.length;) {
    const attribute = raw.readUInt32LE(at + 1)
    const length = raw.readUInt32LE(at + 5)
    const from = at + 9
    if (from + length + 2 > raw.length) return null
    const content = raw.subarray(from, from + length)
    if (attribute === attachmentBegins) {
      finish()
      current = { name: '', bytes: null }
    } else if (current !== null) {
      if (attribute === attachmentTitle && current.name === '') current.name = narrow(content)
      if (attribute === attachmentContent) current.bytes = Buffer.from(content)
      if (attribute === attachmentProperties) current.name = longName(content) ?? current.name
    }
    at = from + length + 2
  }
  finish()
  return files
}

/** The long file name (PidTagAttachLongFilename), looked for by its tag: 0x3707 as Unicode or as 8-bit text. */
const longName = (properties: Buffer): string | null => {
  for (const [type, isWide] of [
    [0x1f, true],
    [0x1e, false],
  ] as const) {
    const at = properties.indexOf(Buffer.from([type, 0x00, 0x07, 0x37]))
    if (at < 0 || at + 12 > properties.length) continue
    const length = properties.readUInt32LE(at + 8)
    if (length > 1024 || at + 12 + length > properties.length) continue
    const text = properties.subarray(at + 12, at + 12 + length)
    const name = isWide ? plain(text.toString('utf16le')) : narrow(text)
    if (name !== '') return name
  }
  return null
}

const narrow = (bytes: Buffer): string => plain(bytes.toString('latin1'))

const plain = (text: string): string => {
  const [first = ''] = text.split('\0')
  return [...first]
    .filter((character) => character >= ' ')
    .join('')
    .slice(0, 200)
}
