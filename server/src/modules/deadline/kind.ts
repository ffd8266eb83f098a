import { EscalationLevels } from '#contract/escalation/shape.ts'
import { registerKind, registerProposition } from '../artefact/index.ts'
import { proposedEscalationLevels } from './proposition.ts'

registerKind({
  kind: 'escalation-levels',
  approvedBy: 'RGS/AC',
  read: (content) => EscalationLevels.parse(content),
})

registerProposition({
  kind: 'escalation-levels',
  key: 'default',
  name: { fr: 'Niveaux d’escalade des incidents', en: 'Escalation levels of incidents' },
  content: () => proposedEscalationLevels,
})
