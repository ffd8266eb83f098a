import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChangeActors, ChangeModel } from '#contract/change/shape.ts'
import { parse } from 'yaml'
import { registerKind, registerProposition } from '../artefact/index.ts'

const kit = join(import.meta.dirname, '../../../../kit')
const read = (...path: string[]): unknown => parse(readFileSync(join(kit, ...path), 'utf8'))

/** Figure 21: who decides on a change. */
registerKind({
  kind: 'change-actors',
  approvedBy: 'D',
  read: (content) => ChangeActors.parse(content),
})

registerProposition({
  kind: 'change-actors',
  key: 'default',
  name: { fr: 'Acteurs du changement', en: 'Change actors' },
  content: () => ChangeActors.parse(read('artefacts', 'change-actors.yaml')),
})

/** What may be done without asking again; its review date is that of the version. */
registerKind({
  kind: 'change-model',
  approvedBy: 'RGS/AC',
  read: (content) => ChangeModel.parse(content),
})

const readModel = (file: string): ChangeModel => ChangeModel.parse(read('change-models', file))

for (const file of readdirSync(join(kit, 'change-models')).toSorted()) {
  registerProposition({
    kind: 'change-model',
    key: file.replace(/^\d+-|\.yaml$/g, ''),
    get name() {
      return readModel(file).name
    },
    content: () => readModel(file),
  })
}
