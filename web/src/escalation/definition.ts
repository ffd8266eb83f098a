import type { EscalationLevels } from '#contract/escalation/shape.ts'
import type { Definition, Fact } from '../artefact/facts.ts'
import type { WordsInUse } from '../platform/words.ts'
import { LevelsEditor } from './levels-editor.tsx'
import { LevelsTables } from './levels-tables.tsx'
import { sayAfter, sayPercent, sayQuiet } from './say.ts'

const isLevels = (content: unknown): content is EscalationLevels =>
  typeof content === 'object' && content !== null && 'functional' in content && 'hierarchical' in content

const functionalFacts = ({ functional }: EscalationLevels, words: WordsInUse): Fact[] =>
  functional.flatMap(({ level, role, label, after, quiet }) => {
    const code = words.t('escalation.functional.code', { level })
    return [
      { label: code, value: words.say(label) },
      { label: `${code}, ${words.t('escalation.column.role')}`, value: words.t(`person.role.${role}.name`) },
      ...Object.entries(after).map(([priority, delay]) => ({
        label: `${code}, ${words.t('escalation.functional.after', { priority: `P${priority}` })}`,
        value: sayAfter(words, delay),
      })),
      { label: `${code}, ${words.t('escalation.column.notice')}`, value: sayQuiet(words, quiet) },
    ]
  })

const hierarchicalFacts = ({ hierarchical }: EscalationLevels, words: WordsInUse): Fact[] =>
  hierarchical.flatMap(({ level, role, label, at, atOnceIfMajor, quiet }) => {
    const code = words.t('escalation.hierarchical.code', { level })
    const major = words.t(atOnceIfMajor ? 'escalation.majorAtOnce' : 'escalation.majorAsOthers')
    return [
      { label: code, value: words.say(label) },
      { label: `${code}, ${words.t('escalation.column.role')}`, value: words.t(`person.role.${role}.name`) },
      ...Object.entries(at).map(([priority, percent]) => ({
        label: `${code}, ${words.t('escalation.hierarchical.at', { priority: `P${priority}` })}`,
        value: sayPercent(words, percent),
      })),
      { label: `${code}, ${words.t('escalation.column.major')}`, value: major },
      { label: `${code}, ${words.t('escalation.column.notice')}`, value: sayQuiet(words, quiet) },
    ]
  })

export const levelsDefinition: Definition<EscalationLevels> = {
  is: isLevels,
  facts: (levels, words) => [...functionalFacts(levels, words), ...hierarchicalFacts(levels, words)],
  View: LevelsTables,
  Editor: LevelsEditor,
}
