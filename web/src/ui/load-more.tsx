import { Button } from '@mantine/core'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ListQuery } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import style from './data-list.module.css'

/** The end of a long list: coming near it loads what follows; a button does the same. */
export const LoadMore = <Item,>({ query }: { query: ListQuery<Item> }) => {
  const { t } = useWords()
  const mark = useRef<HTMLDivElement>(null)
  const { hasNextPage = false, isFetchingNextPage = false, isFetchNextPageError = false } = query
  const more = useEffectEvent(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) query.fetchNextPage?.()
  })
  useEffect(() => {
    if (mark.current === null || !hasNextPage) return undefined
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && more(), {
      rootMargin: '600px',
    })
    watcher.observe(mark.current)
    return () => watcher.disconnect()
  }, [hasNextPage])
  if (!hasNextPage) return null
  return (
    <div ref={mark} className={style['more']}>
      <Button
        variant="default"
        size="xs"
        loading={isFetchingNextPage}
        onClick={() => query.fetchNextPage?.()}
      >
        {t('shell.list.more')}
      </Button>
    </div>
  )
}
