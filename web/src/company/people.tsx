import { personApi } from '#contract/person/api.ts'
import { Text, Title } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { usePages } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import style from './company.module.css'

/** Who of the company is known here, and what each may see and sign. */
export const People = ({ clientId }: { clientId: string }) => {
  const { t } = useWords()
  const query = usePages(personApi.list, { client: clientId, limit: 50 })
  return (
    <section>
      <Title order={2} mb="xs">
        {t('company.people.title')}
      </Title>
      <ProblemAlert error={query.error} />
      <QuietTable
        label={t('company.people.title')}
        minWidth={480}
        isStacked
        head={
          <>
            <th>{t('company.people.name')}</th>
            <th>{t('company.people.reach')}</th>
            <th>{t('company.people.level')}</th>
          </>
        }
      >
        {query.items.map(({ id, name, email, phone, clientLevel }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td data-label={t('company.people.reach')} className={style['reach']}>
              {email === null && phone === null && '–'}
              {email !== null && <a href={`mailto:${email}`}>{email}</a>}
              {phone !== null && <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>}
            </td>
            <td data-label={t('company.people.level')}>
              {clientLevel !== null && (
                <span>
                  {t(`company.people.levels.${clientLevel}`)}{' '}
                  <Text span size="sm" c="dimmed">
                    – {t(`company.people.levelHelp.${clientLevel}`)}
                  </Text>
                </span>
              )}
            </td>
          </tr>
        ))}
      </QuietTable>
      <LoadMore query={query} />
      <Text size="sm" mt="xs">
        {t('company.people.more')}
      </Text>
    </section>
  )
}
