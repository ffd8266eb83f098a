import type { AgreementContent } from '#contract/agreement/api.ts'
import { Stack, Text, Title } from '@mantine/core'
import type { Definition } from '../artefact/facts.ts'
import { targetFacts } from '../grid/definition.tsx'
import { TargetsTable } from '../grid/targets-table.tsx'
import { useWords } from '../platform/words.ts'
import { useGrid } from './use-grid.ts'

const AgreementView = ({ content }: { content: AgreementContent }) => {
  const { t } = useWords()
  const grid = useGrid(null)
  return (
    <Stack gap="md">
      <section>
        <Title order={2} size="h3">
          {t('agreement.targets.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('agreement.targets.text')}
        </Text>
        <TargetsTable targets={content.targets} priorities={grid?.priorities ?? []} />
      </section>
      {content.note !== undefined && <Text size="sm">{content.note}</Text>}
    </Stack>
  )
}

const isAgreement = (content: unknown): content is AgreementContent =>
  typeof content === 'object' && content !== null && 'targets' in content && !('cells' in content)

/** Written by its own form: client, service and hours go with what is promised. */
export const agreementDefinition: Definition<AgreementContent> = {
  is: isAgreement,
  facts: ({ targets, note }, words) => [
    ...targetFacts(targets, words),
    ...(note === undefined ? [] : [{ label: words.t('agreement.field.note'), value: note }]),
  ],
  View: AgreementView,
}
