import { clientApi } from '#contract/client/api.ts'
import { personApi, type Person } from '#contract/person/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { supplierApi } from '#contract/supplier/api.ts'
import { teamApi } from '#contract/team/api.ts'
import type { Words } from '#contract/words.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

/** Lists that hardly change while one works. */
const lasting = { staleTime: 300_000 }

export const useClients = () => useApi(clientApi.list, { limit: 200 }, lasting).data?.items ?? []
export const useServices = () => useApi(serviceApi.list, {}, lasting).data?.items ?? []
export const useCategories = () => useApi(serviceApi.listCategories, {}, lasting).data?.items ?? []
export const useTeams = () => useApi(teamApi.list, {}, lasting).data?.items ?? []
export const useSuppliers = () => useApi(supplierApi.list, { limit: 200 }, lasting).data?.items ?? []

/** The provider’s own people. */
export const useColleagues = (): readonly Person[] =>
  useApi(personApi.list, { colleagues: 'true', limit: 200 }, lasting).data?.items ?? []

/** Those who have left are still named by what they did. */
const useFormerColleagues = (): readonly Person[] =>
  useApi(personApi.list, { colleagues: 'true', ended: 'true', limit: 200 }, lasting).data?.items ?? []

export interface Names {
  client: (id: string) => string | undefined
  person: (id: string) => string | undefined
  service: (id: string) => string | undefined
  category: (id: string) => string | undefined
  team: (id: string) => string | undefined
  supplier: (id: string) => string | undefined
}

/** Names for the ids that journals and filters hold. */
export const useNames = (): Names => {
  const { say } = useWords()
  const categories = useCategories()
  const [present, former] = [useColleagues(), useFormerColleagues()]
  return {
    client: nameIn(useClients()),
    person: nameIn([...present, ...former]),
    service: nameIn(useServices()),
    team: nameIn(useTeams()),
    supplier: nameIn(useSuppliers()),
    category: (id) => saidName(say, categories.find((category) => category.id === id)?.name),
  }
}

const nameIn =
  (list: readonly { id: string; name: string }[]) =>
  (id: string): string | undefined =>
    list.find((one) => one.id === id)?.name

const saidName = (say: (words: Words) => string, name: Words | undefined) =>
  name === undefined ? undefined : say(name)
