import { searchApi } from '#contract/search/api.ts'
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBolt, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useGo } from '../platform/address.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { showPalette, useIsPaletteOpen, useOfferedCommands } from '../platform/commands.ts'
import { addressOfFound, addressOfNumber, nameOfFound } from './found.ts'
import { useVisible, type RailEntry } from './rail.tsx'

const [store, palette] = createSpotlight()

interface Offer extends SpotlightActionData {
  onClick: () => void
}

interface Group extends SpotlightActionGroupData {
  actions: Offer[]
}

const isOneMarked = (): boolean =>
  document.querySelector(`[id="${store.getState().listId}"] [data-selected]`) !== null

/** Go to a number, search everything, do an action. */
export const CommandPalette = ({ entries }: { entries: readonly RailEntry[] }) => {
  const { t } = useWords()
  const isOpen = useIsPaletteOpen()
  const [query, setQuery] = useState('')
  const groups = useGroups(query.trim(), entries)
  useEffect(() => {
    if (isOpen) palette.open()
    else palette.close()
  }, [isOpen])
  return (
    <Spotlight
      store={store}
      onSpotlightClose={() => showPalette(false)}
      query={query}
      onQueryChange={setQuery}
      actions={groups}
      filter={(_, actions) => actions}
      nothingFound={query.trim() === '' ? t('shell.search.hint') : t('shell.search.empty')}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('shell.search.label'),
        'aria-label': t('shell.search.label'),
        // What was found a moment after the typing is marked by nobody: Enter means the first of it.
        onKeyDown: (event) => {
          if (event.key === 'Enter' && !isOneMarked()) groups[0]?.actions[0]?.onClick()
        },
      }}
      attributes={{ content: { 'aria-label': t('shell.search.short') } }}
      shortcut={null}
      limit={30}
      centered={false}
      yOffset="12dvh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      scrollable
      maxHeight="60dvh"
    />
  )
}

const useGroups = (query: string, entries: readonly RailEntry[]): Group[] => {
  const { t } = useWords()
  const go = useGo()
  const commands = useOfferedCommands()
  const visible = useVisible(entries)
  const [asked] = useDebouncedValue(query, 150)
  const { data } = useApi(
    searchApi.find,
    { q: asked, limit: 12 },
    { enabled: asked.length > 1, keepsPrevious: true },
  )
  const leave = (href: string) => () => {
    showPalette(false)
    go(href)
  }
  const number = /^(ci|[a-z]{3})[- ]?(\d{1,10})$/i.exec(query)
  const exact = number === null ? null : `${number[1]?.toUpperCase() ?? ''}-${number[2] ?? ''}`
  const fits = (text: string) => plain(text).includes(plain(query))
  const found = asked.length > 1 && query.length > 1 ? (data?.items ?? []) : []
  const pages = visible.flatMap(({ label, href, pages: inner }) => inner ?? [{ label, href }])
  return [
    ...(exact === null
      ? []
      : group(exact, [
          {
            id: exact,
            label: t('shell.search.goTo', { number: exact }),
            onClick: leave(addressOfNumber(exact)),
          },
        ])),
    ...group(
      t('shell.search.found'),
      found.map((item) => ({
        id: `${item.kind} ${item.address}`,
        label: nameOfFound(item),
        description: [t(`shell.search.kind.${item.kind}`), item.context].filter(Boolean).join(' · '),
        onClick: leave(addressOfFound(item)),
      })),
    ),
    ...group(
      t('shell.search.actions'),
      commands
        .filter(({ label, keywords = '' }) => fits(`${label} ${keywords}`))
        .map(({ id, label, run }) => ({
          id,
          label,
          leftSection: <IconBolt size={16} aria-hidden />,
          onClick: () => {
            showPalette(false)
            run()
          },
        })),
    ),
    ...group(
      t('shell.search.pages'),
      pages
        .filter(({ label }) => fits(t(label)))
        .map(({ label, href }) => ({ id: href, label: t(label), onClick: leave(href) })),
    ),
  ]
}

const group = (name: string, actions: Offer[]): Group[] =>
  actions.length === 0 ? [] : [{ group: name, actions }]

/** Without accents and capitals: « equipe » finds « Équipes ». */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
