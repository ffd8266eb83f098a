import { Checkbox } from '@mantine/core'
import { useRef, type MouseEvent, type ReactNode } from 'react'
import { useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import type { ListQuery } from '../platform/query.ts'
import { useShortcuts } from '../platform/shortcuts.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from './app-link.tsx'
import style from './data-list.module.css'
import { LoadMore } from './load-more.tsx'

export interface Column<Item> {
  key: string
  label: string
  render: (item: Item) => ReactNode
  /** A CSS width; what is left goes to those without. */
  width?: string
  align?: 'end'
  /** Left out on a phone. */
  isWide?: boolean
}

export interface Selection {
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

/** The list of everything: the first column names the row and links to it; j and k go through it, Enter opens.
 *  `query` is what `usePages` or `useAll` answer. */
export const DataList = <Item,>({
  label,
  query,
  columns,
  keyOf,
  addressOf,
  nameOf,
  empty,
  selection,
}: DataListProps<Item>) => {
  const body = useRef<HTMLTableSectionElement>(null)
  const { items, isPending, error } = query
  useRowKeys(() => body.current)
  if (error !== null && items.length === 0) return <ProblemAlert error={error} onRetry={query.refetch} />
  if (!isPending && items.length === 0) return empty
  const isStale = query.isPlaceholderData === true
  return (
    <div className={style['frame']} aria-busy={isPending || isStale}>
      <table className={style['table']} aria-label={label} data-stale={isStale || undefined}>
        <Head columns={columns} selection={selection} keys={items.map(keyOf)} />
        <tbody ref={body}>
          {isPending && <Skeleton columns={columns.length + (selection === undefined ? 0 : 1)} />}
          {items.map((item) => (
            <Row key={keyOf(item)} {...{ item, columns, keyOf, addressOf, nameOf, selection }} />
          ))}
        </tbody>
      </table>
      <ProblemAlert error={error} onRetry={query.refetch} />
      <LoadMore query={query} />
    </div>
  )
}

interface DataListProps<Item> {
  /** What a screen reader calls the list. */
  label: string
  query: ListQuery<Item>
  columns: readonly Column<Item>[]
  keyOf: (item: Item) => string
  /** Null: this row leads nowhere. */
  addressOf?: ((item: Item) => string | null) | undefined
  /** For the tick box's label; needed with `selection`. */
  nameOf?: ((item: Item) => string) | undefined
  /** Shown instead of an empty table: an `EmptyState` that teaches. */
  empty: ReactNode
  selection?: Selection | undefined
}

interface HeadProps<Item> {
  columns: readonly Column<Item>[]
  selection: Selection | undefined
  keys: readonly string[]
}

const Head = <Item,>({ columns, selection, keys }: HeadProps<Item>) => {
  const { t } = useWords()
  const count = selection?.chosen.size ?? 0
  return (
    <thead>
      <tr>
        {selection !== undefined && (
          <th className={style['tick']}>
            <Checkbox
              size="xs"
              aria-label={t('shell.list.all')}
              checked={count > 0 && count === keys.length}
              indeterminate={count > 0 && count < keys.length}
              onChange={() => selection.onChange(new Set(count === keys.length ? [] : keys))}
            />
          </th>
        )}
        {columns.map((column) => (
          <th key={column.key} scope="col" style={{ width: column.width }} {...marks(column)}>
            {column.label}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type RowProps<Item> = Pick<
  DataListProps<Item>,
  'columns' | 'keyOf' | 'addressOf' | 'nameOf' | 'selection'
> & {
  item: Item
}

const Row = <Item,>({ item, columns, keyOf, addressOf, nameOf, selection }: RowProps<Item>) => {
  const go = useGo()
  const key = keyOf(item)
  const href = addressOf?.(item) ?? null
  const isChosen = selection?.chosen.has(key) === true
  /** A click beside the link opens too; one that ends a selection of text does not. */
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    const isElsewhere =
      event.target instanceof Element && event.target.closest('a, button, input, label') !== null
    if (href === null || isElsewhere || event.ctrlKey || event.metaKey) return
    if (document.getSelection()?.isCollapsed !== false) go(href)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the link in the first cell is the keyboard's way
    <tr onClick={open} data-link={href !== null || undefined} data-chosen={isChosen || undefined}>
      {selection !== undefined && (
        <td className={style['tick']}>
          <Checkbox
            size="xs"
            aria-label={nameOf?.(item) ?? key}
            checked={isChosen}
            onChange={() => selection.onChange(toggled(selection.chosen, key))}
          />
        </td>
      )}
      {columns.map((column, at) => (
        <td key={column.key} {...marks(column)} data-first={at === 0 || undefined}>
          {at === 0 && href !== null ? (
            <AppLink href={href} data-row className={style['link']}>
              {column.render(item)}
            </AppLink>
          ) : (
            column.render(item)
          )}
        </td>
      ))}
    </tr>
  )
}

const Skeleton = ({ columns }: { columns: number }) =>
  Array.from({ length: 8 }, (_, row) => (
    <tr key={row} aria-hidden>
      {Array.from({ length: columns }, (__, at) => (
        // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- a hidden place holder
        <td key={at}>
          <span className={style['bone']} style={{ width: `${40 + ((row * 7 + at * 13) % 50)}%` }} />
        </td>
      ))}
    </tr>
  ))

/** j and k move through the rows' links from wherever the reader is. */
const useRowKeys = (place: () => HTMLElement | null): void => {
  const { t } = useWords()
  const go = (by: 1 | -1) => {
    const links = [...(place()?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    const next =
      links[at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useShortcuts([
    { key: 'j', label: t('shell.shortcuts.next'), run: () => go(1) },
    { key: 'k', label: t('shell.shortcuts.previous'), run: () => go(-1) },
  ])
}

const marks = <Item,>({ align, isWide }: Column<Item>) => ({
  'data-align': align,
  'data-wide': isWide === true || undefined,
})

const toggled = (chosen: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return next
}
