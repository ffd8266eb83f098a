import { configurationApi } from '#contract/configuration/api.ts'
import type { CiType, RelationKind } from '#contract/configuration/shape.ts'
import { Button, Group, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { KindForm } from './kind-form.tsx'

/** How items may stand to each other: names from both ends, what a failure does, and which types fit. */
export const KindsSection = ({ mayWrite, types }: { mayWrite: boolean; types: readonly CiType[] }) => {
  const { t, say } = useWords()
  const { items } = useAll(configurationApi.listKinds, {})
  const [open, setOpen] = useState<RelationKind | 'new' | null>(null)
  const typeName = (key: string) => {
    const type = types.find((one) => one.key === key)
    return type === undefined ? key : say(type.name)
  }
  const endOf = (keys: readonly string[]) =>
    keys.length === 0 ? t('configuration.kinds.any') : keys.map(typeName).join(', ')
  return (
    <section>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h3">
          {t('configuration.kinds.title')}
        </Title>
        {mayWrite && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {t('configuration.kinds.create')}
          </Button>
        )}
      </Group>
      <Text size="sm" maw={720} mb="xs">
        {t('configuration.kinds.lead')}
      </Text>
      <QuietTable
        label={t('configuration.kinds.title')}
        isTop
        isStacked
        head={
          <>
            <th scope="col">{t('configuration.kinds.name')}</th>
            <th scope="col">{t('configuration.kinds.inverse')}</th>
            <th scope="col">{t('configuration.kinds.hits')}</th>
            <th scope="col">{t('configuration.kinds.pairs')}</th>
          </>
        }
      >
        {items.map((kind) => (
          <tr key={kind.key}>
            <th scope="row">
              {mayWrite ? (
                <Button variant="subtle" size="compact-sm" px={0} onClick={() => setOpen(kind)}>
                  {say(kind.name)}
                </Button>
              ) : (
                say(kind.name)
              )}
            </th>
            <td>{say(kind.inverse)}</td>
            <td data-wide>{t(`configuration.kinds.hit.${kind.hits ?? 'none'}`)}</td>
            <td data-wide>
              {kind.pairs.length === 0
                ? t('configuration.kinds.anyPair')
                : kind.pairs.map(({ from, to }) => (
                    <div key={`${from.join()} ${to.join()}`}>
                      {endOf(from)} → {endOf(to)}
                    </div>
                  ))}
            </td>
          </tr>
        ))}
      </QuietTable>
      {open !== null && (
        <KindForm kind={open === 'new' ? null : open} types={types} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}
