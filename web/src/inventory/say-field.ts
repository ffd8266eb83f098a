import { configurationApi } from '#contract/configuration/api.ts'
import { ciStates, commonFields } from '#contract/configuration/shape.ts'
import { asText } from '../platform/plain.ts'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'

/** What agents write, by the names that people know: of the type if it is known, else of whatever type has such a field. */
export const useFields = () => {
  const { t, say } = useWords()
  const { number } = useTime()
  const { items: types } = useAll(configurationApi.listTypes, {}, { staleTime: 300_000 })
  return {
    fieldOf: (field: string, type?: string): string => {
      const common = commonFields.find((one) => one === field)
      if (common !== undefined) return t(`configuration.field.${common}`)
      const inOrder = types.toSorted((one, other) => Number(other.key === type) - Number(one.key === type))
      const attribute = inOrder.flatMap(({ attributes }) => attributes).find(({ key }) => key === field)
      return attribute === undefined ? field : say(attribute.name)
    },
    valueOf: (field: string, value: unknown): string => {
      if (value === null || value === undefined || value === '') return t('inventory.deviations.nothing')
      const state = field === 'state' ? ciStates.find((one) => one === value) : undefined
      if (state !== undefined) return t(`configuration.states.${state}`)
      if (Array.isArray(value)) return number(value.length)
      return typeof value === 'number' ? number(value) : asText(value)
    },
  }
}
