/** Small choices that this browser remembers: language, appearance, shortcuts, what was being typed. */
export const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(`trousse.${name}`)
  } catch {
    return null
  }
}

/** Private windows may refuse: the choice then lasts as long as the page. */
export const keep = (name: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(`trousse.${name}`)
    else localStorage.setItem(`trousse.${name}`, value)
  } catch {
    return
  }
}

/** Pages that open without a network go with the session of who read them. */
export const forgetPages = async (): Promise<void> => {
  if (!('caches' in globalThis)) return
  const names = await caches.keys()
  await Promise.all(names.map((name) => caches.delete(name)))
}
