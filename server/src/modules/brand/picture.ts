/** What a picture is and how large it is drawn, by its own bytes from the first to the last. */
export interface Picture {
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
}

/**
 * Null for whatever is not wholly one of the three: SVG runs scripts, and a file that goes on behind the end of its
 * picture is read by some program as something else.
 */
export const readPicture = (bytes: Buffer): Picture | null => {
  try {
    return readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)
  } catch (error) {
    // A piece that says it is longer than what is there.
    if (error instanceof RangeError) return null
    throw error
  }
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

const readPng = (bytes: Buffer): Picture | null => {
  if (!bytes.subarray(0, 8).equals(pngSignature) || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  let at = 8
  let hasData = false
  for (let piece = ''; piece !== 'IEND';) {
    piece = bytes.toString('latin1', at + 4, at + 8)
    hasData ||= piece === 'IDAT'
    at += 12 + bytes.readUInt32BE(at)
  }
  if (at !== bytes.length || !hasData) return null
  return sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20))
}

/** The start-of-frame markers; C4, C8 and CC are none. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

const readJpeg = (bytes: Buffer): Picture | null => {
  if (bytes.readUInt16BE(0) !== 0xffd8 || bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return null
  let size: Picture | null = null
  for (let at = 2; bytes.readUInt8(at) === 0xff;) {
    const marker = bytes.readUInt8(at + 1)
    if (isFrame(marker)) size = sized('image/jpeg', bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
    // What follows the start of scan is the picture itself, up to the first marker that ends it: the file's last two bytes.
    if (marker === 0xda) return bytes.indexOf(endOfImage, at) === bytes.length - 2 ? size : null
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

const endOfImage = Buffer.from('ffd9', 'hex')

const readWebp = (bytes: Buffer): Picture | null => {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null
  const length = bytes.readUInt32LE(4) + 8
  if (length !== bytes.length) return null
  const form = bytes.toString('latin1', 12, 16)
  if (form === 'VP8X') {
    return sized('image/webp', bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1)
  }
  if (form === 'VP8L' && bytes.readUInt8(20) === 0x2f) {
    const bits = bytes.readUInt32LE(21)
    return sized('image/webp', (bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
  }
  if (form === 'VP8 ' && bytes.readUIntBE(23, 3) === 0x9d012a) {
    return sized('image/webp', bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
  }
  return null
}

const sized = (mediaType: Picture['mediaType'], width: number, height: number): Picture | null =>
  width > 0 && height > 0 ? { mediaType, width, height } : null
