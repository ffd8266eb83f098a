import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemLevels } from '#contract/problem/levels.ts'
import { parse } from 'yaml'
import { registerKind, registerProposition } from '../artefact/index.ts'

const file = join(import.meta.dirname, '../../../../kit/artefacts/problem-levels.yaml')

registerKind({
  kind: 'problem-levels',
  approvedBy: 'RGS/AC',
  read: (content) => ProblemLevels.parse(content),
})

registerProposition({
  kind: 'problem-levels',
  key: 'default',
  name: { fr: 'Niveaux de problèmes', en: 'Levels of problems' },
  content: async () => ProblemLevels.parse(parse(await readFile(file, 'utf8'))),
})
