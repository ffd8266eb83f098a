import { cleanHtml } from '#platform/html.ts'
import { escapeHtml, foldHtml, foldText, htmlOfText, picturesIn, withPictures } from '#platform/mail/fold.ts'
import { textOf } from '#platform/mail/compose.ts'
import type { MailFile, Message } from '#platform/mail/parse.ts'
import { pictureHref, pictureKind } from '../attachment/index.ts'
import type { Words } from './words.ts'

export interface Body {
  /** Clean, with what was folded at its end. */
  html: string
  /** What the sender himself wrote, as plain text. */
  said: string
  files: KeptFile[]
}

/** With the id that it is kept by, where it is shown in its place. */
export type KeptFile = MailFile & { id?: string }

const largestFile = 26_214_400
const longest = { said: 80_000, folded: 15_000 }

/** What a message says, as it stands on a record. A first message is shown whole: what is quoted there may be all there is. */
export const bodyOf = (
  message: Message,
  { words, isReply, newId }: { words: Words; isReply: boolean; newId?: () => string },
): Body => {
  const { html, text } = message
  const parts = html === null ? foldText(text) : foldHtml(html)
  const whole = { said: html ?? text, folded: '' }
  const { said, folded } = isReply ? parts : whole
  // Pictures of a signature and of what was quoted stay in the original.
  const inFold = picturesIn(folded)
  const inSaid = picturesIn(said)
  const wanted = message.files.filter(({ cid }) => cid === null || inSaid.has(cid) || !inFold.has(cid))
  const files = wanted
    .filter(({ bytes }) => bytes.length <= largestFile)
    .map((file): KeptFile => {
      const isShown = file.cid !== null && (inSaid.has(file.cid) || inFold.has(file.cid))
      return isShown && newId !== undefined && pictureKind(file.bytes) !== null
        ? { ...file, id: newId() }
        : file
    })
  const pictures = new Map(
    message.files.flatMap(({ cid, name }) => {
      const id = files.find((file) => file.cid === cid)?.id
      return cid === null ? [] : [[cid, { name, href: id === undefined ? null : pictureHref(id) }] as const]
    }),
  )
  const asHtml = (part: string) =>
    part === '' ? '' : cleanHtml(html === null ? htmlOfText(part) : withPictures(part, pictures))
  const shown = bounded(asHtml(said), longest.said)
  const below = bounded(asHtml(folded), longest.folded)
  const remarks = [
    ...(message.invitation === null ? [] : [words.invitation(message.invitation)]),
    ...(shown.isCut ? [words.cut] : []),
    ...wanted.filter(({ bytes }) => bytes.length > largestFile).map(({ name }) => words.notKept(name)),
  ].map((remark) => `<p><em>${escapeHtml(remark)}</em></p>`)
  const isEmpty = textOf(shown.html).trim() === '' && !shown.html.includes('<img ')
  const first = isEmpty && files.length > 0 ? `<p>${words.onlyFiles}</p>` : shown.html
  const fold =
    textOf(below.html).trim() === ''
      ? ''
      : `<details><summary>${words.folded}</summary>${below.html}</details>`
  const spoken = html === null ? parts.said : textOf(cleanHtml(parts.said))
  return { html: `${first}${remarks.join('')}${fold}`, said: spoken, files }
}

/** What is too long loses its form before it loses its end. */
const bounded = (html: string, most: number): { html: string; isCut: boolean } => {
  if (html.length <= most) return { html, isCut: false }
  const text = textOf(html)
  // Escaping may double a character's length.
  return { html: htmlOfText(text.slice(0, most / 2)), isCut: text.length > most / 2 }
}
