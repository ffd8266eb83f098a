import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Ago } from '../ui/times.tsx'
import style from './record-line.module.css'
import { StateBadge, type Line } from './state.tsx'

/** One demand in a list: its title leads to it, its state is said in words. */
export const RecordLine = ({ record, showsFollower = false }: { record: Line; showsFollower?: boolean }) => {
  const { t } = useWords()
  const { person } = useSession()
  const who = 'requesterId' in record && record.requesterId !== person.id ? record.requesterName : null
  return (
    <li className={style['line']}>
      <div className={style['words']}>
        <AppLink href={`/portail/demandes/${record.number}`} className={style['title']}>
          {record.title}
        </AppLink>
        <p className={style['facts']}>
          <span>{record.number}</span>
          {record.serviceName !== null && <span>{record.serviceName}</span>}
          {who !== null && <span>{t('portal.mine.by', { name: who })}</span>}
          {showsFollower && <Follower record={record} />}
          <Ago at={record.updatedAt} />
        </p>
      </div>
      <StateBadge record={record} />
    </li>
  )
}

const Follower = ({ record }: { record: Line }) => {
  const { t } = useWords()
  if (!('assigneeName' in record) || record.phase === 'closed' || record.phase === 'cancelled') return null
  return (
    <span>
      {record.assigneeName === null
        ? t('company.notFollowed')
        : t('company.followedBy', { name: record.assigneeName })}
    </span>
  )
}

export const RecordLines = ({
  records,
  showsFollower = false,
}: {
  records: readonly Line[]
  showsFollower?: boolean
}) => (
  <ul className={style['lines']}>
    {records.map((record) => (
      <RecordLine key={record.number} record={record} showsFollower={showsFollower} />
    ))}
  </ul>
)
