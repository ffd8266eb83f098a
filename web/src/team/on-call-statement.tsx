import { teamApi } from '#contract/team/api.ts'
import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { addressOf } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { hoursOf } from '../record/week.ts'
import { keepsRelations } from '../settings/may-keep.ts'

/** What a month on call came to, person by person. */
export const OnCallStatement = () => {
  const { t } = useWords()
  const session = useSession()
  const [month, setMonth] = useState(() => new Date().toISOString().slice(0, 7))
  const { items, error, isPending } = useAll(teamApi.onCallStatement, { month }, { keepsPrevious: true })
  const columns = ['turns', 'hours', 'outside', 'nights', 'weekend', 'holidays', 'calls'] as const
  return (
    <Stack gap="xs" component="section">
      <Group justify="space-between" align="flex-end">
        <Title order={2} size="h3">
          {t('team.duty.statement')}
        </Title>
        <Group gap="xs" align="flex-end">
          <TextInput
            type="month"
            size="xs"
            label={t('team.duty.month')}
            value={month}
            onChange={({ currentTarget }) => currentTarget.value !== '' && setMonth(currentTarget.value)}
          />
          {keepsRelations(session) && (
            <Button
              component="a"
              size="xs"
              variant="default"
              href={addressOf(teamApi.exportOnCall, { month })}
              download
            >
              {t('team.duty.csv')}
            </Button>
          )}
        </Group>
      </Group>
      <ProblemAlert error={error} />
      {!isPending && items.length === 0 && <Text size="sm">{t('team.duty.noStatement')}</Text>}
      {items.length > 0 && (
        <Table.ScrollContainer minWidth={620}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('team.duty.person')}</Table.Th>
                {columns.map((name) => (
                  <Table.Th key={name} scope="col" ta="right">
                    {t(`team.duty.column.${name}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((line) => (
                <Table.Tr key={line.personId}>
                  <Table.Th scope="row">{line.personName}</Table.Th>
                  <Table.Td ta="right">{line.turns}</Table.Td>
                  <Table.Td ta="right">{hoursOf(line.minutes)}</Table.Td>
                  <Table.Td ta="right">{hoursOf(line.outsideMinutes)}</Table.Td>
                  <Table.Td ta="right">{line.nights}</Table.Td>
                  <Table.Td ta="right">{line.weekendDays}</Table.Td>
                  <Table.Td ta="right">{line.publicHolidays}</Table.Td>
                  <Table.Td ta="right">{line.calls}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  )
}
