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

/** The kit's models, one file each, in the order of their numbers. */
for (const file of readdirSync(folder).toSorted()) {
  const model = RequestModel.parse(parse(readFileSync(join(folder, file), 'utf8')))
  registerProposition({
    kind: 'request-model',
    key: file.replace(/^\d+-|\.yaml$/g, ''),
    name: model.name,
    content: () => model,
  })
}
