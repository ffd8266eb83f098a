import type { ModdleElement } from 'bpmn-moddle'
import { element, elements, parse, print, text } from './compile/moddle.ts'

export type Language = 'fr' | 'en'

/** The same drawing with its names in that language; French stays where nobody wrote the other. */
export const inLanguage = async (xml: string, language: Language): Promise<string> => {
  if (language === 'fr') return xml
  const parsed = await parse(xml)
  if ('refusals' in parsed) return xml
  for (const each of named(parsed.root)) {
    const english = text(each, 'trousse:en')
    const property = each.$type === 'bpmn:TextAnnotation' ? 'text' : 'name'
    if (english !== undefined) each.set(property, english)
  }
  return print(parsed.root)
}

/** Everything in the file that bears a name, lanes and participants included. */
const named = (root: ModdleElement): ModdleElement[] => {
  const found = elements(root, 'rootElements')
  for (const each of found) {
    found.push(...inside.flatMap((property) => elements(each, property)))
    const inner = element(each, 'childLaneSet')
    if (inner) found.push(inner)
  }
  return found
}

const inside = ['participants', 'laneSets', 'lanes', 'flowElements', 'artifacts']
