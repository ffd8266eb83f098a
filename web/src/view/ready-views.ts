import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { openPhases } from '../record/list-filter.ts'

/** Views that everybody needs and nobody should have to save. */
export const useReadyViews = (): readonly { name: string; query: string }[] => {
  const { t } = useWords()
  const [month] = useState(firstOfMonth)
  return [
    { name: t('view.openTickets'), query: `phase=${openPhases}` },
    { name: t('view.mineOpen'), query: `phase=${openPhases}&assignee=me&sort=due` },
    { name: t('view.nobodys'), query: `phase=${openPhases}&assignee=none&sort=priority` },
    { name: t('view.late'), query: `phase=new,active&breached=true&sort=due` },
    { name: t('view.waiting'), query: `phase=new,active&held=client&sort=updated` },
    { name: t('view.thisMonth'), query: `phase=closed&from=${month}` },
  ]
}

const firstOfMonth = (): string => {
  const today = new Date()
  return `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, '0')}-01`
}
