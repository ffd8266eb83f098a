import { recurrenceApi } from '#contract/recurrence/api.ts'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'

/** Which rule made a ticket, and for which day. */
export const MadeBy = ({ rule, dueOn }: { rule: string; dueOn: string }) => {
  const { t } = useWords()
  const { date } = useTime()
  const { data } = useApi(recurrenceApi.read, { id: rule })
  return (
    <span>
      · {t('recurrence.madeBy')}{' '}
      <TextLink href="/reglages/recurrences" inherit>
        {data?.name ?? '…'}
      </TextLink>
      , {t('recurrence.forDay', { day: date(dueOn) })}
    </span>
  )
}

/** The facts of a ticket say so, if a rule made it. */
export const recurrenceIn = (facts: Readonly<Record<string, unknown>>): MadeByProps | null => {
  const made = Object(facts['recurrence'])
  const [rule, dueOn] = [Reflect.get(made, 'rule'), Reflect.get(made, 'dueOn')]
  return typeof rule === 'string' && typeof dueOn === 'string' ? { rule, dueOn } : null
}

interface MadeByProps {
  rule: string
  dueOn: string
}
