import type { ArtefactKind } from '#contract/artefact/api.ts'
import { Loader } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { ArtefactFrame } from './artefact-frame.tsx'
import type { Definition } from './facts.ts'
import { useSoleArtefact } from './use-artefact.ts'

/** The frame around what a firm has only one of. */
export const SoleArtefact = <Content,>({ kind, definition, isWide = false }: SoleArtefactProps<Content>) => {
  const { sole, error, refetch } = useSoleArtefact(kind)
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (sole === undefined) return <Loader />
  return <ArtefactFrame id={sole.id} definition={definition} isWide={isWide} />
}

interface SoleArtefactProps<Content> {
  kind: ArtefactKind
  definition: Definition<Content>
  isWide?: boolean
}
