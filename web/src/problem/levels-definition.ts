import type { ProblemLevels } from '#contract/problem/levels.ts'
import type { Definition } from '../artefact/facts.ts'
import { sayDelay } from '../grid/delay.ts'
import { LevelsEditor } from './levels-editor.tsx'
import { LevelsTable } from './levels-table.tsx'
import { sayEscalation } from './say-escalation.ts'
import { isProblemLevels } from './use-levels.ts'

export const levelsDefinition: Definition<ProblemLevels> = {
  is: isProblemLevels,
  facts: ({ levels }, words) =>
    levels.flatMap(({ level, label, criteria, analysis, cause, escalation, approach }) => {
      const code = words.t('problem.level.short', { level })
      const named = (column: 'criteria' | 'analysis' | 'cause' | 'escalation' | 'approach') =>
        `${code}, ${words.t(`problem.levels.column.${column}`)}`
      return [
        { label: code, value: words.say(label) },
        { label: named('criteria'), value: criteria.map((one) => words.say(one)).join(' · ') },
        { label: named('analysis'), value: sayDelay(words, analysis) },
        { label: named('cause'), value: sayDelay(words, cause) },
        {
          label: named('escalation'),
          value:
            escalation.length === 0
              ? words.t('problem.levels.nobody')
              : escalation.map((one) => sayEscalation(words, one)).join(', '),
        },
        { label: named('approach'), value: words.say(approach) },
      ]
    }),
  View: LevelsTable,
  Editor: LevelsEditor,
}
