const signatures: readonly [string, RegExp][] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^474946383[79]61/],
  ['image/webp', /^52494646.{8}57454250/],
]

/** Where a picture of a text is shown, to whoever may read it. */
export const pictureHref = (id: string): string => `/api/v1/pictures/${id}`

/** What a picture is, by its first bytes; null for what may be anything else (SVG runs scripts). */
export const pictureKind = (bytes: Uint8Array): string | null => {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('hex')
  return signatures.find(([, signature]) => signature.test(start))?.[0] ?? null
}
