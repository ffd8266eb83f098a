import { artefactApi } from '#contract/artefact/api.ts'
import { Button } from '@mantine/core'
import { IconBug } from '@tabler/icons-react'
import { SoleArtefact } from '../artefact/sole-artefact.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { levelsDefinition } from './levels-definition.ts'

export const LevelsPage = () => {
  const { t } = useWords()
  const { data } = useApi(artefactApi.list, { kind: 'problem-levels' })
  return (
    <Page
      title={t('problem.levels.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('problem.levels.method'), href: '/methode/procedures/problem' }}
    >
      {data?.items.length === 0 ? (
        <Bring />
      ) : (
        <SoleArtefact kind="problem-levels" definition={levelsDefinition} isWide />
      )}
    </Page>
  )
}

/** A firm that was set up before has neither levels nor procedure yet. */
const Bring = () => {
  const { t } = useWords()
  const bring = useAction(artefactApi.bring, { invalidates: [artefactApi.list] })
  return (
    <>
      <ProblemAlert error={bring.error} />
      <EmptyState
        icon={<IconBug size={32} />}
        title={t('problem.levels.bringTitle')}
        action={
          <Button loading={bring.isPending} onClick={() => bring.mutate({})}>
            {t('problem.levels.bring')}
          </Button>
        }
      >
        {t('problem.levels.bringText')}
      </EmptyState>
    </>
  )
}
