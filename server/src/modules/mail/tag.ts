import { RecordNumber } from '#contract/record/shape.ts'

/** The number in the subject, as our own messages bear it: `Re: [INC-42] …`. */
export const numberIn = (subject: string): string | null => {
  const found = RecordNumber.safeParse(/\[\s*([A-Z]{3}-\d{1,9})\s*\]/i.exec(subject)?.[1]?.toUpperCase())
  return found.success ? found.data : null
}

/** What a ticket is called by the message that it began with: without the marks that programs put in front. */
export const titleOf = (subject: string, nameless: string): string => {
  const title = subject
    .replace(/^(\s*(re|tr|fwd?|rép|réf|aw|wg|sv)\s*(\[\d+\])?\s*:)+/i, '')
    .replaceAll(/\[\s*[A-Z]{3}-\d{1,9}\s*\]/gi, '')
    .trim()
  return (title === '' ? nameless : title).slice(0, 300)
}
