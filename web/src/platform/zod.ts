/** Stands in for zod in the browser (`resolve.alias` in vite.config.ts). The web reads an endpoint's method, path and
 *  transport and takes its types at compile time; it validates nothing itself – the server does, and names the fields –
 *  so 28 kB of compressed script stay away from the first load. Enumerations keep their `options`. */
type Made = (...given: unknown[]) => unknown

const absent = new Set<string | symbol>(['then', 'toJSON', '$$typeof', Symbol.iterator, Symbol.toPrimitive])
const validating = new Set<string | symbol>(['parse', 'safeParse', 'parseAsync', 'safeParseAsync'])

const made = (known: Record<string, unknown> = {}): Made =>
  new Proxy<Made>(() => any, {
    get: (_, name) => {
      if (typeof name === 'string' && name in known) return known[name]
      if (absent.has(name)) return undefined
      if (validating.has(name)) return refuse
      if (name === 'shape') return {}
      return () => made(known)
    },
  })

const refuse = (): never => {
  throw new Error('The web does not validate: call the endpoint and show the fields that the server names')
}

const any: Made = made()
/** `z.string` is called, `z.iso` and `z.coerce` are gone through. */
const namespace: unknown = new Proxy(() => made(), { get: () => () => made() })

const optionsOf = (given: unknown): unknown[] => (Array.isArray(given) ? given : Object.values(given ?? {}))

const makers: Record<string, unknown> = {
  enum: (given: unknown) => made({ options: optionsOf(given) }),
  literal: (given: unknown) =>
    made({ values: new Set(Array.isArray(given) ? (given as unknown[]) : [given]) }),
  union: (options: unknown) => made({ options }),
  array: (element: unknown) => made({ element }),
  object: (shape: Record<string, unknown>) => made({ shape }),
  looseObject: (shape: Record<string, unknown>) => made({ shape }),
}

/** Whatever zod offers: `z.object(…).extend(…)`, `z.coerce.number()`, `z.iso.date()` … */
export const z = new Proxy(makers, {
  get: (known, name) => (typeof name === 'string' ? (known[name] ?? namespace) : undefined),
})
