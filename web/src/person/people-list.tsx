import type { Person } from '#contract/person/api.ts'
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ListQuery } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useNames } from '../record/use-names.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { PersonName } from '../ui/person-name.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { AccessBadge } from './access-badge.tsx'
import { RoleChips } from './role-chips.tsx'

/** People in a list; on a client's or supplier's page without the column that would repeat it. */
export const PeopleList = ({ label, query, empty, hasOrganisation = true }: PeopleListProps) => {
  const { t } = useWords()
  const names = useNames()
  const columns: Column<Person>[] = [
    { key: 'name', label: t('person.column.name'), render: ({ name }) => <PersonName name={name} /> },
    ...(hasOrganisation
      ? [
          {
            key: 'organisation',
            label: t('person.column.organisation'),
            render: ({ clientId, supplierId }: Person) =>
              (clientId === null ? null : names.client(clientId)) ??
              (supplierId === null ? null : names.supplier(supplierId)) ??
              t('person.belongs.provider'),
          },
        ]
      : []),
    {
      key: 'roles',
      label: t('person.column.roles'),
      width: '24%',
      render: (person) => <Standing person={person} />,
    },
    {
      key: 'contact',
      label: t('person.column.contact'),
      width: hasOrganisation ? '24%' : '34%',
      isWide: true,
      render: ({ email, phone }) => (
        <>
          {email !== null && <Text size="sm">{email}</Text>}
          {phone !== null && (
            <Text size="xs" c="dimmed">
              {phone}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'access',
      label: t('person.column.access'),
      width: '10rem',
      render: (person) => <AccessBadge person={person} />,
    },
  ]
  return (
    <DataList
      label={label}
      query={query}
      columns={columns}
      keyOf={({ id }) => id}
      addressOf={({ id }) => `/personnes/${id}`}
      empty={empty}
    />
  )
}

interface PeopleListProps {
  label: string
  query: ListQuery<Person>
  empty: ReactNode
  hasOrganisation?: boolean
}

/** What somebody is: roles, for a client's person its level. */
export const Standing = ({ person }: { person: Person }) => {
  const { t } = useWords()
  return (
    <Group gap={4}>
      {person.clientLevel === null ? (
        <RoleChips roles={person.roles} />
      ) : (
        <ToneBadge
          tone={person.clientLevel === 'signatory' ? 'accent' : 'neutral'}
          title={t(`person.level.${person.clientLevel}.text`)}
        >
          {t(`person.level.${person.clientLevel}.name`)}
        </ToneBadge>
      )}
      {person.isAdministrator && <ToneBadge tone="information">{t('person.access.administrator')}</ToneBadge>}
    </Group>
  )
}
