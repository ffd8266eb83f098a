import { UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowRight,
  IconArrowUp,
  IconCheck,
  IconChevronDown,
  IconCircleDot,
  IconClock,
  IconFlag3,
  IconLink,
  IconLock,
  IconPaperclip,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconRefresh,
  IconStar,
} from '@tabler/icons-react'
import { useState, type ComponentType } from 'react'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Ago } from '../ui/times.tsx'
import style from './journal.module.css'
import { sentencesOf } from './sentences.ts'
import type { Entry, Telling } from './telling.ts'

/** One thing that happened: its sentences and when. */
export const Fact = ({ entry, telling }: { entry: Entry; telling: Telling }) => {
  const Icon = icons[entry.event] ?? IconCircleDot
  return (
    <li className={style['fact']}>
      <Icon aria-hidden />
      <div>
        {sentencesOf(entry, telling).map((sentence) => (
          <p key={sentence}>
            <Sentence text={sentence} />
          </p>
        ))}
      </div>
      <span className={style['when']}>
        <Ago at={entry.at} />
      </span>
    </li>
  )
}

/** Numbers of tickets lead to them. */
const Sentence = ({ text }: { text: string }) =>
  text.split(/\b([A-Z]{3}-[1-9]\d*)\b/).map((part, at) =>
    at % 2 === 1 ? (
      <TextLink key={at} href={`/tickets/${part}`} inherit>
        {part}
      </TextLink>
    ) : (
      part
    ),
  )

/** The small print between two facts that matter. */
export const Folded = ({ entries, tellingOf }: FoldedProps) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return entries.map((entry) => <Fact key={entry.id} entry={entry} telling={tellingOf(entry)} />)
  return (
    <li className={style['fact']}>
      <IconChevronDown aria-hidden />
      <UnstyledButton fz="inherit" c="inherit" td="underline" w="fit-content" onClick={() => setOpen(true)}>
        {t('journal.someFacts', { count: entries.length })}
      </UnstyledButton>
    </li>
  )
}

interface FoldedProps {
  entries: readonly Entry[]
  tellingOf: (entry: Entry) => Telling
}

const icons: Readonly<Record<string, ComponentType<{ 'aria-hidden': boolean }>>> = {
  'record.created': IconPlus,
  'record.edited': IconPencil,
  'record.moved': IconArrowRight,
  'record.held': IconPlayerPause,
  'record.resumed': IconPlayerPlay,
  'record.reprioritised': IconFlag3,
  'record.targeted': IconClock,
  'record.responded': IconCheck,
  'record.resolved': IconCheck,
  'record.reopened': IconRefresh,
  'record.ended': IconLock,
  'record.time-added': IconClock,
  'record.linked': IconLink,
  'record.merged': IconLink,
  'record.caller-attached': IconPlus,
  'record.attached': IconPaperclip,
  'record.overridden': IconAlertTriangle,
  'record.declared-major': IconAlertTriangle,
  'record.breached': IconAlertTriangle,
  'record.escalated': IconArrowUp,
  'record.rated': IconStar,
}
