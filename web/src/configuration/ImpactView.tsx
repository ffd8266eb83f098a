import { configurationApi } from '#contract/configuration/api.ts'
import { Loader, Text } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { useTypes } from './use-types.ts'

/** What is hit when this item fails, as a table. */
export const ImpactView = ({ number, at }: { number: string; at?: string }) => {
  const { t } = useWords()
  const { nameOf } = useTypes()
  const { data, error } = useApi(configurationApi.impact, { number, ...(at === undefined ? {} : { at }) })
  if (error !== null) return <ProblemAlert error={error} />
  if (data === undefined) return <Loader size="sm" />
  const nodes = data.nodes.filter((node) => node.number !== number)
  if (nodes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('configuration.impact.none')}
      </Text>
    )
  return (
    <QuietTable
      label={t('configuration.impact.up')}
      head={
        <>
          <th scope="col">{t('configuration.field.name')}</th>
          <th scope="col">{t('configuration.field.type')}</th>
          <th scope="col">{t('configuration.impact.title')}</th>
        </>
      }
    >
      {nodes.map((node) => (
        <tr key={node.number}>
          <td>
            <TextLink href={`/parc/${node.number}`}>{node.name}</TextLink>
          </td>
          <td>{nameOf(node.type)}</td>
          <td>{t(`configuration.impact.hits.${node.hit}`)}</td>
        </tr>
      ))}
    </QuietTable>
  )
}
