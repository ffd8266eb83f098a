import { artefactApi, type ArtefactKind } from '#contract/artefact/api.ts'
import { Button, Loader } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ArtefactFrame } from './artefact-frame.tsx'
import type { Definition } from './facts.ts'
import { useSoleArtefact } from './use-artefact.ts'

/** The frame around what a firm has only one of. */
export const SoleArtefact = <Content,>({ kind, definition, isWide = false }: SoleArtefactProps<Content>) => {
  const { sole, data, error, refetch } = useSoleArtefact(kind)
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loader />
  if (sole === undefined) return <Bring />
  return <ArtefactFrame id={sole.id} definition={definition} isWide={isWide} />
}

interface SoleArtefactProps<Content> {
  kind: ArtefactKind
  definition: Definition<Content>
  isWide?: boolean
}

/** A firm that was set up before the kit proposed this one. */
const Bring = () => {
  const { t } = useWords()
  const bring = useAction(artefactApi.bring, { invalidates: [artefactApi.list] })
  return (
    <>
      <ProblemAlert error={bring.error} />
      <EmptyState
        icon={<IconBulb size={32} />}
        title={t('artefact.bring.title')}
        action={
          <Button loading={bring.isPending} onClick={() => bring.mutate({})}>
            {t('artefact.bring.action')}
          </Button>
        }
      >
        {t('artefact.bring.text')}
      </EmptyState>
    </>
  )
}
