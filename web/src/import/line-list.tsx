import type { ImportLine } from '#contract/import/shape.ts'
import { Stack, Text } from '@mantine/core'
import type { ListQuery } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { DataList, type Column } from '../ui/data-list.tsx'
import { ToneText } from '../ui/tone-badge.tsx'
import { ResultBadge } from './result-badge.tsx'
import { useTargets } from './use-targets.ts'

/** Lines with what they change, or what is wrong with them. `isPlanned`: nothing is written yet. */
export const LineList = ({ query, isPlanned }: { query: ListQuery<ImportLine>; isPlanned: boolean }) => {
  const { t } = useWords()
  const columns: readonly Column<ImportLine>[] = [
    { key: 'line', label: t('import.preview.line'), width: '4.5rem', render: ({ line }) => line },
    {
      key: 'result',
      label: t('import.past.state'),
      width: '8rem',
      render: ({ result }) => (
        <ResultBadge
          result={result}
          label={t(isPlanned ? `import.counts.${result}` : `import.results.${result}`)}
        />
      ),
    },
    {
      key: 'item',
      label: t('import.preview.item'),
      width: '26%',
      render: ({ number, name }) => (
        <Text size="sm" truncate>
          {number !== null && <TextLink href={`/parc/${number}`}>{number}</TextLink>} {name}
        </Text>
      ),
    },
    { key: 'what', label: t('import.preview.what'), render: (line) => <What line={line} /> },
  ]
  return (
    <DataList<ImportLine>
      label={t('import.preview.title')}
      query={query}
      columns={columns}
      keyOf={({ line }) => String(line)}
      nameOf={({ line }) => `${t('import.preview.line')} ${line}`}
      empty={
        <Text size="sm" c="dimmed">
          {t('import.preview.none')}
        </Text>
      }
    />
  )
}

const What = ({ line: { changes, problems } }: { line: ImportLine }) => {
  const { nameOf } = useTargets()
  return (
    <Stack gap={2}>
      {problems.map(({ column, message }) => (
        <div key={`${column} ${message}`} style={{ whiteSpace: 'normal' }}>
          <ToneText tone="danger">{column === null ? message : `${column} : ${message}`}</ToneText>
        </div>
      ))}
      {changes.map(({ field, before, after }) => (
        <Text key={field} size="xs" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
          <b>{nameOf(field)}</b> <s>{shown(before)}</s> → {shown(after)}
        </Text>
      ))}
    </Stack>
  )
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const plain = text.replaceAll(/<[^<>]*>/g, ' ').trim()
  return plain.length > 120 ? `${plain.slice(0, 120)}…` : plain
}
