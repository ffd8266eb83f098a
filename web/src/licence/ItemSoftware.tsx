import { licenceApi } from '#contract/licence/api.ts'
import type { ItemTitle } from '#contract/licence/shape.ts'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { AddTitle } from './add-title.tsx'
import { Standing } from './standing.tsx'

interface Item {
  number: string
  type: string
  clientId: string | null
}

/** On the page of an item: the software that it stands for; of a licence also how it stands. */
export const ItemSoftware = ({ item }: { item: Item }) => {
  const { t } = useWords()
  const [isAdding, setAdding] = useState(false)
  const query = useAll(licenceApi.titlesOf, { number: item.number })
  const isLicence = item.type === 'licence'
  return (
    <Stack gap="lg">
      {isLicence && <Standing item={item} />}
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h4">
            {t(isLicence ? 'licence.section.ofLicence' : 'licence.section.ofItem')}
          </Title>
          {query.mayWrite === true && (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {t('licence.section.add')}
            </Button>
          )}
        </Group>
        <ProblemAlert error={query.error} />
        {!query.isPending && query.items.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('licence.section.none')}
          </Text>
        )}
        {query.items.length > 0 && (
          <Titles item={item} titles={query.items} mayWrite={query.mayWrite === true} />
        )}
      </section>
      {isAdding && <AddTitle number={item.number} onClose={() => setAdding(false)} />}
    </Stack>
  )
}

const Titles = ({
  item,
  titles,
  mayWrite,
}: {
  item: Item
  titles: readonly ItemTitle[]
  mayWrite: boolean
}) => {
  const { t } = useWords()
  const remove = useAction(licenceApi.removeTitle, {
    invalidates: [licenceApi.titlesOf, licenceApi.read, licenceApi.list],
  })
  const scope = item.clientId === null ? '' : `?client=${item.clientId}`
  return (
    <>
      <ProblemAlert error={remove.error} />
      <QuietTable
        label={t('licence.section.title')}
        minWidth={520}
        isStacked
        head={
          <>
            <th>{t('licence.software.name')}</th>
            <th>{t('licence.follow.versions')}</th>
            <th>{t('licence.software.machines')}</th>
            <th>{t('licence.software.seen')}</th>
            {mayWrite && <th>{t('configuration.more')}</th>}
          </>
        }
      >
        {titles.map(({ id, titleId, title, versions, machines, seen }) => (
          <tr key={id}>
            <th scope="row" style={{ overflowWrap: 'anywhere' }}>
              <TextLink inherit href={`/parc/logiciels/${titleId}${scope}`}>
                {title}
              </TextLink>
            </th>
            <td data-label={t('licence.follow.versions')}>
              {versions === '' ? t('licence.section.every') : versions}
            </td>
            <td data-label={t('licence.software.machines')}>{machines}</td>
            <td data-label={t('licence.software.seen')}>
              {seen
                .map((one) =>
                  t('licence.section.seen', {
                    version: one.version === '' ? t('licence.section.noVersion') : one.version,
                    count: one.machines,
                  }),
                )
                .join(', ') || '–'}
            </td>
            {mayWrite && (
              <td>
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={t('licence.section.removeOf', { title })}
                  onClick={() => remove.mutate({ number: item.number, id })}
                >
                  {t('licence.section.remove')}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </QuietTable>
    </>
  )
}
