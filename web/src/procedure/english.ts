/** A drawing holds both languages: `name`, or a note's text, is French, `trousse:en` beside it English. Here it is drawn in English. */
export const inEnglish = (xml: string): string => {
  const document = new DOMParser().parseFromString(xml, 'application/xml')
  for (const element of document.querySelectorAll('*')) {
    const english = element.getAttributeNS('https://trousse.app/bpmn/1', 'en')
    if (english === null) continue
    const note = [...element.children].find(({ localName }) => localName === 'text')
    if (note === undefined) element.setAttribute('name', english)
    else note.textContent = english
  }
  return new XMLSerializer().serializeToString(document)
}
