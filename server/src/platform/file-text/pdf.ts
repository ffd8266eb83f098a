import { getDocumentProxy } from 'unpdf'

const mostPages = 400

/** Page by page, until there is enough; a scan without text gives an empty one. */
export const readPdf = async (bytes: Uint8Array, most: number): Promise<string> => {
  const document = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 })
  let text = ''
  for (let number = 1; number <= Math.min(document.numPages, mostPages) && text.length < most; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str} ` : item.str
    text += ' '
    page.cleanup()
  }
  return text
}
