import type { Difference, Procedure, Step } from '#contract/procedure/shape.ts'
import type { Words } from '#contract/words.ts'

/** What the second version does differently: first what it adds and removes, then what it changes. */
export const compare = (before: Procedure, after: Procedure): Difference[] => {
  const [old, young] = [toParts(before), toParts(after)]
  const added = [...young].filter(([key]) => !old.has(key)).map(([, part]) => toDifference(part, 'added'))
  const removed = [...old].filter(([key]) => !young.has(key)).map(([, part]) => toDifference(part, 'removed'))
  const changed = [...young].flatMap(([key, part]) => {
    const former = old.get(key)
    return former ? changesOf(former, part) : []
  })
  return [...added, ...removed, ...changed]
}

type What = Difference['what']

/** A part that versions share by its key, and its facets as people read them. */
interface Part {
  what: What
  element: string
  label: Words
  /** The step or gateway that it belongs to. */
  within?: Words
  facets: Partial<Record<Facet, Words>>
}

const toParts = (procedure: Procedure): Map<string, Part> => {
  const name = namer(procedure)
  const parts = new Map<string, Part>()
  const add = (part: Part, id = ''): unknown => parts.set(`${part.what} ${part.element} ${id}`, part)
  for (const { id, label, target, trigger } of procedure.starts) {
    add({
      what: 'start',
      element: id,
      label,
      facets: { label, target: name(target), trigger: same(trigger) },
    })
  }
  for (const step of procedure.steps) {
    add({ what: 'step', element: step.id, label: step.label, facets: stepFacets(step) })
    for (const { id, label, target, fields = [], sets = {} } of step.moves) {
      const facets = { label, target: name(target), fields: list(fields), sets: same(JSON.stringify(sets)) }
      add({ what: 'move', element: step.id, label, within: step.label, facets }, id)
    }
    for (const { id, label, delay, interrupting, repeat = false, target } of step.timers) {
      const mode = interrupting ? modes.leads : repeat ? modes.repeats : modes.notifies
      const facets = { label, delay: same(`${delay.value} ${delay.unit}`), mode, target: name(target ?? '') }
      add({ what: 'timer', element: step.id, label, within: step.label, facets }, id)
    }
  }
  for (const { id, label, branches, otherwise } of procedure.gateways) {
    add({ what: 'gateway', element: id, label, facets: { label, target: name(otherwise.target) } })
    for (const branch of branches) {
      const facets = { condition: same(branch.condition), target: name(branch.target) }
      add(
        { what: 'condition', element: id, label: branch.label ?? label, within: label, facets },
        branch.flow,
      )
    }
  }
  for (const { id, label, outcome = '' } of procedure.ends) {
    add({ what: 'end', element: id, label, facets: { label, outcome: same(outcome) } })
  }
  for (const { id, label, roles, fields = [], target = '', continueIn = '' } of procedure.recordMoves) {
    const facets = { label, role: list(roles), fields: list(fields), target: name(target || continueIn) }
    add({ what: 'record-move', element: id, label, facets })
  }
  return parts
}

const stepFacets = (step: Step): Part['facets'] => ({
  label: step.label,
  role: same(step.role),
  level: same(step.level ?? ''),
  phase: same(step.phase),
  guide: step.guide ?? same(''),
  activity: list(
    step.activities.map(({ name, parameters }) => {
      const pairs = Object.entries(parameters).map(([key, value]) => `${key}: ${value}`)
      return pairs.length > 0 ? `${name}(${pairs.join(', ')})` : name
    }),
  ),
  call: same(step.call ? `${step.call.process} (${step.call.until})` : ''),
})

const modes = {
  leads: { fr: 'interrompt', en: 'interrupts' },
  notifies: { fr: 'prévient', en: 'notifies' },
  repeats: { fr: 'prévient et se répète', en: 'notifies and repeats' },
}

const namer = (procedure: Procedure): ((id: string) => Words) => {
  const nodes = [...procedure.steps, ...procedure.gateways, ...procedure.ends]
  const labels = new Map(nodes.map(({ id, label }) => [id, label]))
  return (id) => labels.get(id) ?? same(id)
}

/** What reads the same in both languages; an empty facet shows as a dash. */
const same = (text: string): Words => ({ fr: text || '–', en: text || '–' })
const list = (texts: readonly string[]): Words => same(texts.join(', '))

const facetNames = {
  label: { fr: 'nom', en: 'name' },
  role: { fr: 'rôle', en: 'role' },
  level: { fr: 'niveau', en: 'level' },
  phase: { fr: 'phase', en: 'phase' },
  guide: { fr: 'consigne', en: 'guidance' },
  activity: { fr: 'activité', en: 'activity' },
  call: { fr: 'appel', en: 'call' },
  target: { fr: 'mène à', en: 'leads to' },
  fields: { fr: 'champs exigés', en: 'required fields' },
  sets: { fr: 'effet', en: 'effect' },
  delay: { fr: 'délai', en: 'delay' },
  mode: { fr: 'mode', en: 'mode' },
  condition: { fr: 'condition', en: 'condition' },
  outcome: { fr: 'issue', en: 'outcome' },
  trigger: { fr: 'déclencheur', en: 'trigger' },
}
type Facet = keyof typeof facetNames

const kinds: Record<What, { fr: string; en: string }> = {
  start: { fr: 'Début', en: 'Start' },
  step: { fr: 'Étape', en: 'Step' },
  move: { fr: 'Choix', en: 'Choice' },
  timer: { fr: 'Minuteur', en: 'Timer' },
  gateway: { fr: 'Décision', en: 'Decision' },
  condition: { fr: 'Condition', en: 'Condition' },
  end: { fr: 'Fin', en: 'End' },
  'record-move': { fr: 'Action', en: 'Action' },
}

const toDifference = (part: Part, change: 'added' | 'removed'): Difference => {
  const verb = change === 'added' ? { fr: 'en plus', en: 'added' } : { fr: 'en moins', en: 'removed' }
  const title = titleOf(part)
  return {
    ...headOf(part, change),
    message: { fr: `${title.fr} : ${verb.fr}`, en: `${title.en}: ${verb.en}` },
  }
}

const changesOf = (before: Part, after: Part): Difference[] => {
  const names = Object.entries(facetNames).flatMap(([facet, name]) =>
    isFacet(facet) ? [{ facet, name }] : [],
  )
  const changed = names.flatMap(({ facet, name }) => {
    const [old, young] = [before.facets[facet], after.facets[facet]]
    if (!old || !young || (old.fr === young.fr && old.en === young.en)) return []
    return [
      {
        fr: `${name.fr} « ${old.fr} » → « ${young.fr} »`,
        en: `${name.en} “${english(old)}” → “${english(young)}”`,
      },
    ]
  })
  if (changed.length === 0) return []
  const title = titleOf(after)
  return [
    {
      ...headOf(after, 'changed'),
      message: {
        fr: `${title.fr} : ${changed.map(({ fr }) => fr).join(' ; ')}`,
        en: `${title.en}: ${changed.map(({ en }) => en).join('; ')}`,
      },
    },
  ]
}

const isFacet = (name: string): name is Facet => Object.hasOwn(facetNames, name)

const headOf = (
  { what, element, label }: Part,
  change: Difference['change'],
): Omit<Difference, 'message'> => ({
  what,
  change,
  element,
  label,
})

const titleOf = ({ what, label, within }: Part): { fr: string; en: string } => ({
  fr: `${kinds[what].fr} « ${label.fr} »${within ? ` de « ${within.fr} »` : ''}`,
  en: `${kinds[what].en} “${english(label)}”${within ? ` of “${english(within)}”` : ''}`,
})

const english = (words: Words): string => words.en ?? words.fr
