type Headers = readonly { name: string; value: string }[]

/** What a message says of who wrote it: a machine that answers, a machine that reports, a list, or a person (RFC 3834). */
export type Automatism = 'reply' | 'generated' | 'list' | null

export const automatismOf = (headers: Headers): Automatism => {
  const value = (name: string) =>
    headers
      .find((header) => header.name === name)
      ?.value.trim()
      .toLowerCase() ?? null
  const submitted = value('auto-submitted')?.split(/[\s;]/)[0] ?? 'no'
  if (submitted === 'auto-replied') return 'reply'
  if (value('return-path') === '<>' || value('x-autoreply') === 'yes' || value('x-autorespond') !== null)
    return 'reply'
  if (value('precedence') === 'auto_reply') return 'reply'
  // Exchange says so of its answers; other programs say so of what they report.
  if (submitted !== 'no') return 'generated'
  if (value('precedence') === 'bulk' || value('precedence') === 'list' || value('precedence') === 'junk')
    return 'list'
  if (headers.some(({ name }) => name.startsWith('list-'))) return 'list'
  const suppress = value('x-auto-response-suppress') ?? ''
  return /\b(all|autoreply|oof)\b/.test(suppress) ? 'generated' : null
}

/** Our own message, come back to us. */
export const isOwn = (headers: Headers, installation: string): boolean =>
  headers.some(({ name, value }) => name === 'x-trousse' && value.trim() === installation)
