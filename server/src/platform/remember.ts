/** What is read from a content that never changes is read once: `const gridOf = remembering(read)`, then `gridOf(id, content)`. */
export const remembering = <Content>(
  read: (content: unknown) => Content,
): ((id: string, content: unknown) => Content) => {
  const known = new Map<string, Content>()
  return (id, content) => {
    const before = known.get(id)
    if (before !== undefined) return before
    const fresh = read(content)
    if (known.size > most) known.clear()
    known.set(id, fresh)
    return fresh
  }
}

const most = 500
