import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PriorityGrid } from '#contract/grid/shape.ts'
import { parse } from 'yaml'
import { registerKind, registerProposition } from '../artefact/index.ts'

const file = join(import.meta.dirname, '../../../../kit/artefacts/priority-grid.yaml')

registerKind({
  kind: 'priority-grid',
  approvedBy: 'RGS/AC',
  read: (content) => PriorityGrid.parse(content),
})

registerProposition({
  kind: 'priority-grid',
  key: 'default',
  name: { fr: 'Grille de priorité', en: 'Priority grid' },
  content: async () => PriorityGrid.parse(parse(await readFile(file, 'utf8'))),
})
