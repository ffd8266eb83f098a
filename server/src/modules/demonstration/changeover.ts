import { Failure } from '#platform/failure.ts'

/** How this process goes over from its own database to the demonstration's and back. */
interface Changeover {
  /** Makes the demonstration's database beside the one that is served. */
  build: () => Promise<void>
  /** Ends what is served once the present answers have left, and starts again on the other database. */
  turn: (to: 'demonstration' | 'own') => void
}

let registered: Changeover | null = null

/** The program that started the server says how. */
export const onChangeover = (changeover: Changeover): void => {
  registered = changeover
}

export const changeover = (): Changeover => {
  if (registered === null)
    throw new Failure('not_possible', { detail: 'this process can’t change its database' })
  return registered
}
