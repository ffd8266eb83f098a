/** What was typed as plain text, as the rich text that the product keeps: one paragraph a block, one break a line. */
export const asHtml = (text: string): string => {
  const escaped = text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  if (escaped === '') return ''
  const blocks = escaped.split(/\n\s*\n/)
  return blocks.map((block) => `<p>${block.replaceAll('\n', '<br>')}</p>`).join('')
}
