import { AgreementContent } from '#contract/agreement/api.ts'
import { registerKind } from '../artefact/index.ts'

registerKind({
  kind: 'agreement',
  approvedBy: 'RGS/RC',
  read: (content) => AgreementContent.parse(content),
})
