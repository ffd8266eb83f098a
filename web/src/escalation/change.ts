import type {
  EscalationDelay,
  EscalationLevels,
  FunctionalLevel,
  HierarchicalLevel,
} from '#contract/escalation/shape.ts'

/** Every priority that some level speaks of, highest first. */
export const prioritiesOf = ({ functional, hierarchical }: EscalationLevels): string[] => {
  const keys = new Set([
    ...functional.flatMap(({ after }) => Object.keys(after)),
    ...hierarchical.flatMap(({ at }) => Object.keys(at)),
  ])
  return [...keys].toSorted()
}

export const setFunctional = (levels: EscalationLevels, changed: FunctionalLevel): EscalationLevels => ({
  ...levels,
  functional: levels.functional.map((level) => (level.level === changed.level ? changed : level)),
})

export const setHierarchical = (levels: EscalationLevels, changed: HierarchicalLevel): EscalationLevels => ({
  ...levels,
  hierarchical: levels.hierarchical.map((level) => (level.level === changed.level ? changed : level)),
})

/** One more above the last; nothing goes there until somebody says after how long. */
export const addFunctional = (levels: EscalationLevels): EscalationLevels => {
  const level = (levels.functional.at(-1)?.level ?? 0) + 1
  const after: Record<string, EscalationDelay> = Object.fromEntries(
    prioritiesOf(levels).map((priority) => [priority, null]),
  )
  return {
    ...levels,
    functional: [
      ...levels.functional,
      { level, role: 'FT', label: { fr: `N${level}`, en: `L${level}` }, after, quiet: null },
    ],
  }
}

export const addHierarchical = (levels: EscalationLevels): EscalationLevels => {
  const level = (levels.hierarchical.at(-1)?.level ?? 0) + 1
  const at: Record<string, number | null> = Object.fromEntries(
    prioritiesOf(levels).map((priority) => [priority, null]),
  )
  return {
    ...levels,
    hierarchical: [
      ...levels.hierarchical,
      {
        level,
        role: 'D',
        label: { fr: `H${level}`, en: `H${level}` },
        at,
        atOnceIfMajor: false,
        quiet: null,
      },
    ],
  }
}

/** The highest goes: levels are numbered without gaps. */
export const removeFunctional = (levels: EscalationLevels): EscalationLevels => ({
  ...levels,
  functional: levels.functional.slice(0, -1),
})

export const removeHierarchical = (levels: EscalationLevels): EscalationLevels => ({
  ...levels,
  hierarchical: levels.hierarchical.slice(0, -1),
})

export const mostFunctional = 3
export const mostHierarchical = 3
