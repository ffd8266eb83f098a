import type { AttributeValue, CiAttribute } from '#contract/configuration/shape.ts'
import { Button, Title } from '@mantine/core'
import { useState } from 'react'
import { asText } from '../platform/plain.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'

const short = 5

/** Disks, interfaces and their like: read only, the first lines of a long list. */
export const PartsTable = ({ attribute, value }: { attribute: CiAttribute; value: AttributeValue }) => {
  const { t, say } = useWords()
  const { number } = useTime()
  const [isUnfolded, setUnfolded] = useState(false)
  if (!Array.isArray(value) || value.length === 0) return null
  const columns = attribute.columns ?? []
  const rows = isUnfolded ? value : value.slice(0, short)
  const cell = (given: unknown) => (typeof given === 'number' ? number(given) : asText(given ?? ''))
  return (
    <section>
      <Title order={3} size="h5" mb={4}>
        {say(attribute.name)}
      </Title>
      <QuietTable
        label={say(attribute.name)}
        minWidth={columns.length * 110}
        head={columns.map(({ key, name }) => (
          <th key={key} scope="col">
            {say(name)}
          </th>
        ))}
      >
        {rows.map((row, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines have no name of their own
          <tr key={at}>
            {columns.map(({ key }) => (
              <td key={key}>{cell(row[key])}</td>
            ))}
          </tr>
        ))}
      </QuietTable>
      {value.length > short && (
        <Button
          variant="subtle"
          size="compact-xs"
          mt={4}
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded ? t('configuration.showLess') : t('configuration.showAll', { count: value.length })}
        </Button>
      )}
    </section>
  )
}
