import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RequestModel } from '#contract/request/model.ts'
import { parse } from 'yaml'
import { registerKind, registerProposition } from '../artefact/index.ts'

const folder = join(import.meta.dirname, '../../../../kit/request-models')

registerKind({
  kind: 'request-model',
  approvedBy: 'RGS/AC',
  read: (content) => RequestModel.parse(content),
})

const readModel = (file: string): RequestModel =>
  RequestModel.parse(parse(readFileSync(join(folder, file), 'utf8')))

/** The kit's models, one file each, in the order of their numbers; read when a firm is offered them, not at each start. */
for (const file of readdirSync(folder).toSorted()) {
  registerProposition({
    kind: 'request-model',
    key: file.replace(/^\d+-|\.yaml$/g, ''),
    get name() {
      return readModel(file).name
    },
    content: () => readModel(file),
  })
}
