import { readOffice } from './office.ts'
import { readPdf } from './pdf.ts'

/** So much text of one file is searched, and no more. */
export const mostCharacters = 100_000

/** What a file says, by its first bytes and not by what it calls itself; null where nothing here reads it. */
export const readText = async (bytes: Uint8Array, name: string): Promise<string | null> => {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (start.includes('%PDF-')) return readPdf(bytes, mostCharacters)
  if (start.startsWith('PK\u0003\u0004')) return readOffice(bytes, mostCharacters)
  return /\.(txt|text|md|csv|tsv|log|ini|conf|json|xml|yaml|yml|ps1|bat|sh|reg)$/i.test(name)
    ? readPlain(bytes)
    : null
}

/** In UTF-8, UTF-16 with its mark, or the old code page of Windows. */
const readPlain = (bytes: Uint8Array): string | null => {
  const part = bytes.subarray(0, mostCharacters * 4)
  if (part[0] === 0xff && part[1] === 0xfe) return new TextDecoder('utf-16le').decode(part)
  if (part.subarray(0, 4096).includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part, { stream: part.length < bytes.length })
  } catch {
    return new TextDecoder('windows-1252').decode(part)
  }
}
