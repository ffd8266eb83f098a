import { artefactApi } from '#contract/artefact/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import {
  adoptPropositions,
  approveVersion,
  createArtefact,
  draftVersion,
  editVersion,
  rejectVersion,
  submitVersion,
} from './commands.ts'
import { bringPropositions } from './propositions.ts'
import { compareVersions, listArtefacts, listPropositions, readArtefact, readVersion } from './queries.ts'

export { addArtefact, addVersion, approve, createArtefact } from './commands.ts'
export { contentsOf, liveVersions, type LiveVersion } from './in-force.ts'
export { registerKind, registerProposition, type Place } from './kinds.ts'
export { actionsOn, mayApprove, mayDraft } from './policy.ts'
export { asVersion, readVersion, versionRows } from './queries.ts'
export { adoptAll, bringPropositions, draftPropositions } from './propositions.ts'

export const artefact: Module = {
  bindings: [
    bind(artefactApi.list, listArtefacts),
    bind(artefactApi.read, readArtefact),
    bind(artefactApi.readVersion, readVersion),
    bind(artefactApi.create, createArtefact),
    bind(artefactApi.draft, draftVersion),
    bind(artefactApi.edit, editVersion),
    bind(artefactApi.submit, submitVersion),
    bind(artefactApi.approve, approveVersion),
    bind(artefactApi.reject, rejectVersion),
    bind(artefactApi.bring, bringPropositions),
    bind(artefactApi.compare, compareVersions),
    bind(artefactApi.listPropositions, listPropositions),
    bind(artefactApi.adopt, adoptPropositions),
  ],
}
