/** What somebody wrote, apart from what his program put below it: his signature, and what he answers to. */
export interface Folded {
  said: string
  /** Empty where there is nothing to fold. */
  folded: string
}

/** Of plain text; both parts stay plain text. */
export const foldText = (text: string): Folded => {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const quote = lines.findIndex((_, at) => beginsQuote(lines, at))
  const end = quote < 0 ? lines.length : quote
  const signature = lines.slice(0, end).findIndex((line) => signatureLine.test(line))
  const cut = signature < 0 ? end : signature
  const said = lines.slice(0, cut).join('\n').trim()
  if (said !== '') return { said, folded: lines.slice(cut).join('\n').trim() }
  // Whoever answers below or between: his lines are those that are not quoted.
  const own = lines
    .filter((line) => !/^\s*>/.test(line) && !introducesQuote.test(line))
    .join('\n')
    .trim()
  const quoted = lines.filter((line) => /^\s*>/.test(line)).join('\n')
  return own === '' || quoted === '' ? { said: text.trim(), folded: '' } : { said: own, folded: quoted }
}

/** Of HTML: cut where a known program begins its quotation; whoever cleans the parts closes what stays open. */
export const foldHtml = (html: string): Folded => {
  const quote = earliest(html, quoteMarks)
  const signature = earliest(html.slice(0, quote), signatureMarks)
  const cut = Math.min(quote, signature)
  const said = html.slice(0, cut)
  return isBlank(said) ? { said: html, folded: '' } : { said, folded: html.slice(cut) }
}

/** A picture that came with a message, by its name; `href` where it is kept and can be shown. */
export interface KeptPicture {
  name: string
  href: string | null
}

/** Pictures stay where they stand, or are named there; those from elsewhere – they count readers – go. */
export const withPictures = (html: string, pictures: ReadonlyMap<string, KeptPicture>): string =>
  html.replaceAll(/<img\b[^>]*>/gi, (tag) => {
    const cid = /\bsrc\s*=\s*["']?cid:([^"'\s>]+)/i.exec(tag)?.[1]
    const picture = cid === undefined ? undefined : pictures.get(decode(cid))
    if (picture === undefined) return ''
    const { name, href } = picture
    return href === null
      ? `<em>[${escapeHtml(name)}]</em>`
      : `<img src="${escapeHtml(href)}" alt="${escapeHtml(name)}">`
  })

/** The pictures that a piece of HTML shows. */
export const picturesIn = (html: string): Set<string> =>
  new Set([...html.matchAll(/\bcid:([^"'\s>)]+)/gi)].map(([, cid = '']) => decode(cid)))

export const htmlOfText = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const signatureLine =
  /^(-- ?|__+|(envoyé|envoyee) (de|depuis) mon .{1,40}|sent from my .{1,40}|get outlook for .{1,20}|télécharger outlook pour .{1,20})\s*$/i
const introducesQuote = /^\s*(le .{5,120} a écrit|on .{5,120} wrote)\s*:\s*$/i
const separator =
  /^\s*-{2,}\s*(original message|message d['’]origine|message transféré|forwarded message)\s*-{2,}\s*$/i

const beginsQuote = (lines: readonly string[], at: number): boolean => {
  const line = lines[at] ?? ''
  // A long introduction is broken in two by some programs.
  const both = `${line.trimEnd()} ${lines[at + 1] ?? ''}`
  if (separator.test(line) || introducesQuote.test(line)) return true
  if (/^\s*(le|on)\s/i.test(line) && introducesQuote.test(both)) return true
  if (/^_{20,}\s*$/.test(line) && /^\s*(de|from)\s?:/i.test(lines[at + 1] ?? '')) return true
  if (
    /^\s*\*?(de|from)\s?:\*?\s/i.test(line) &&
    /^\s*\*?(envoyé|sent|date)\s?:\*?\s/i.test(lines[at + 1] ?? '')
  )
    return true
  return /^\s*>/.test(line) && lines.slice(at).every((one) => /^\s*(>|$)/.test(one))
}

const quoteMarks = [
  /<div[^>]*class="[^"]*\bgmail_quote/i,
  /<blockquote\b/i,
  /<div[^>]*id="?(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|x_divRplyFwdMsg)/i,
  /<div[^>]*class="[^"]*(yahoo_quoted|moz-cite-prefix|protonmail_quote)/i,
  /<div[^>]*style="[^"]*border-top:\s*solid #(E1E1E1|B5C4DF)/i,
  /-{2,}\s*(original message|message d['’]origine)\s*-{2,}/i,
  /<(p|div|span)[^>]*>\s*(le|on)\s[^<]{5,160}(<a\b[^>]*>[^<]*<\/a>[^<]{0,20})?(a écrit|wrote)(\s|&nbsp;)*:/i,
]
const signatureMarks = [
  /<div[^>]*class="[^"]*(gmail_signature|moz-signature)/i,
  /<div[^>]*id="?(Signature|x_Signature|ms-outlook-mobile-signature|AppleMailSignature)/i,
  /<(p|div)[^>]*>\s*--(\s|&nbsp;)*(<br ?\/?>|<\/)/i,
  /<(p|div)[^>]*>\s*(envoyé (de|depuis) mon|sent from my)\s/i,
]

const earliest = (html: string, marks: readonly RegExp[]): number =>
  Math.min(
    ...marks.map((mark) => {
      const at = html.search(mark)
      return at < 0 ? html.length : at
    }),
    html.length,
  )

const isBlank = (html: string): boolean =>
  html
    .replaceAll(/<(style|script|title)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<(?!img)[^>]*>|&nbsp;|&#160;/gi, '')
    .trim() === ''

const decode = (cid: string): string => {
  try {
    return decodeURIComponent(cid)
  } catch {
    return cid
  }
}
