import { configurationApi } from '#contract/configuration/api.ts'
import { Slider, Text } from '@mantine/core'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useAt } from './item-filter.ts'
import style from './parc.module.css'

/** All instants at which an item changed, one step each, whatever lies between; the last one is today. */
export const TimeSlider = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { day, clock } = useTime()
  const { at } = useAt()
  const [, set] = useFilters(['at'])
  const { items } = useAll(configurationApi.history, { number })
  const instants = [...new Set(items.map((change) => change.at))].toSorted(
    (a, b) => Date.parse(a) - Date.parse(b),
  )
  const last = instants.length - 1
  const place = at === null ? last : Math.max(0, lastBefore(instants, at))
  const [moved, setMoved] = useState<number | null>(null)
  if (last < 1) return null
  const shown = moved ?? place
  const say = (index: number): string => {
    const instant = instants[index]
    if (index >= last || instant === undefined) return t('configuration.history.today')
    return `${day(instant)}, ${clock(instant)}`
  }
  return (
    <div className={style['slider']}>
      <Text span size="sm" c="dimmed" id="time-slider">
        {t('configuration.history.slider')}
      </Text>
      <Slider
        min={0}
        max={last}
        step={1}
        size="sm"
        label={null}
        value={shown}
        marks={last <= 60 ? instants.map((_, value) => ({ value })) : []}
        thumbLabel={t('configuration.history.slider')}
        thumbValueText={say}
        onChange={setMoved}
        onChangeEnd={(index) => {
          setMoved(null)
          set({ at: index >= last ? undefined : instants[index] })
        }}
      />
      <Text span size="sm" fw={600}>
        {say(shown)}
      </Text>
    </div>
  )
}

const lastBefore = (instants: readonly string[], at: string): number =>
  instants.findLastIndex((instant) => Date.parse(instant) <= Date.parse(at))
