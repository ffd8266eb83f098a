import { dutyApi } from '#contract/duty/api.ts'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'

/** Which duty a ticket is, for which day, and what is asked for as proof. */
export const DutyOf = ({ rule, dueOn }: DutyOfProps) => {
  const { t, say } = useWords()
  const { date } = useTime()
  const { data } = useApi(dutyApi.readRule, { id: rule })
  return (
    <>
      <span>
        ·{' '}
        <TextLink href="/methode/rythme" inherit>
          {t('duty.madeBy')}
        </TextLink>
        , {t('duty.dueOn', { day: date(dueOn) })}
      </span>
      {data !== undefined && (
        <span>
          · {t('duty.asked')} : {say(data.evidence)}
        </span>
      )}
    </>
  )
}

/** The facts of a ticket say so, if it is one. */
export const dutyIn = (facts: Readonly<Record<string, unknown>>): DutyOfProps | null => {
  const made = Object(facts['duty'])
  const [rule, dueOn] = [Reflect.get(made, 'rule'), Reflect.get(made, 'dueOn')]
  return typeof rule === 'string' && typeof dueOn === 'string' ? { rule, dueOn } : null
}

interface DutyOfProps {
  rule: string
  dueOn: string
}
