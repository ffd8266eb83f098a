import type { CiType } from '#contract/configuration/shape.ts'
import { emptyContent, openItem, type Content, type Item, type Writer } from '../configuration/index.ts'
import { withField, type Wanted } from './attributes.ts'

/** What is followed is in service because it was seen; what is controlled waits for somebody to accept it. */
export const openSeen = (
  writer: Writer,
  { type, clientId, name, wanted }: { type: CiType; clientId: string; name: string; wanted: Wanted },
): Promise<Item> => {
  const content = [...wanted].reduce<Content>((next, [field, value]) => withField(next, field, value), {
    ...emptyContent,
    name: name.slice(0, 200),
    clientId,
    state: type.control === 'followed' ? 'in-service' : 'in-test',
  })
  return openItem(writer, type, content, { source: 'inventory' })
}
