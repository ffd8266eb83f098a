import { configurationApi } from '#contract/configuration/api.ts'
import { importFields } from '#contract/import/shape.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

const lasting = { staleTime: 300_000 }

export const useTypes = () => useApi(configurationApi.listTypes, {}, lasting).data?.items ?? []

/** What a column can hold, in groups, and how each is called. */
export const useTargets = () => {
  const { t, say } = useWords()
  const types = useTypes()
  const kinds = useApi(configurationApi.listKinds, {}, lasting).data?.items ?? []
  const attributes = new Map(
    types.flatMap(({ attributes: all }) =>
      all
        .filter(({ kind }) => kind !== 'parts')
        .map(({ key, name }) => [`attribute:${key}`, say(name)] as const),
    ),
  )
  const fields = new Map<string, string>(importFields.map((field) => [field, t(`import.headers.${field}`)]))
  const relations = new Map(
    kinds.flatMap(({ key, name, inverse }) => [
      [`relation:${key}:out`, say(name)] as const,
      [`relation:${key}:in`, say(inverse)] as const,
    ]),
  )
  const items = (names: ReadonlyMap<string, string>) => [...names].map(([value, label]) => ({ value, label }))
  const named = new Map([...fields, ...attributes, ...relations])
  return {
    groups: [
      { group: t('import.columns.fields'), items: items(fields) },
      { group: t('import.columns.attributes'), items: items(attributes) },
      { group: t('import.columns.relations'), items: items(relations) },
    ],
    /** A changed field, as people call it. */
    nameOf: (field: string): string => {
      const common: Readonly<Record<string, string>> = {
        clientId: t('import.headers.client'),
        ownerId: t('import.headers.owner'),
        supplierId: t('import.headers.supplier'),
      }
      return common[field] ?? named.get(field) ?? named.get(`attribute:${field}`) ?? field
    },
  }
}
