/** A title, as it is compared. */
export interface Told {
  id: string
  title: string
  category: string | null
}

export interface Cluster {
  /** What most of them say, the most telling first. */
  words: readonly string[]
  /** The same as people write them. */
  said: readonly string[]
  /** The title that says most of it, as somebody wrote it. */
  typical: string
  ids: readonly string[]
}

/** How alike two titles are to belong together: the cosine of their weighted words. */
const alike = 0.5
/** One word in common is a subject, two are a complaint; of a title of one word, that one. */
const fewestShared = 2
/** A title that most share says nothing of a cause. */
const idle = new Set(
  `a au aux avec ce ces cet cette chez d dans de des du elle elles en est et eu il ils j je l la le les leur leurs lui ma mais me mes
  mon n ne ni nos notre nous on ont ou par pas peut plus pour qu que quand qui s sa sans se ses si son sont sous sur ta te tes ton
  toujours tous tout toute toutes tres tu un une vers votre vos vous y aucun aucune apres avant depuis encore fait faire etre avoir
  plusieurs rien matin soir jour jours poste bonjour urgent probleme soucis souci demande aide the of to in on at for and or is are
  was not no my our your with from it its this that be been has have cannot can t do does please help issue problem`.split(
    /\s+/,
  ),
)

/**
 * Incidents whose titles say the same, found without knowing what they might say: words are weighted by how rare they are (tf-idf), each
 * title joins the group that it is most like, and groups of one are none. Titles in the order given: the same always comes out.
 */
export const clustersOf = (all: readonly Told[]): Cluster[] => {
  const spelling = spellingOf(all.map(({ title }) => wordsOf(title)))
  const texts = distinct(all, spelling)
  const weigh = weigher(texts, all.length)
  const groups: Group[] = []
  const byWord = new Map<string, Set<number>>()
  for (const text of texts) {
    const weights = weigh(text.words)
    const place =
      nearest(weights, groups, byWord) ?? groups.push({ weights: new Map(), length: 0, texts: [] }) - 1
    const group = groups[place]
    if (group === undefined) continue
    group.texts.push(text)
    join(group, weights, text.ids.length)
    for (const word of weights.keys()) byWord.set(word, (byWord.get(word) ?? new Set()).add(place))
  }
  const titles = new Map(all.map(({ id, title }) => [id, title]))
  const formOf = usualForms(all.map(({ title }) => title))
  return groups
    .map(({ texts: members, weights }) => {
      const words = sharedWords(members, weights)
      const ids = members.flatMap((member) => member.ids)
      const said = words.map(formOf)
      const told = ids.map((id) => titles.get(id) ?? '')
      return { ids, words, said, typical: typicalOf(told, said) }
    })
    .filter(({ ids, words }) => ids.length > 1 && words.length > 0)
}

/** The title with most of the shared words in their usual spelling; of those the one told most often, then the shortest. */
const typicalOf = (titles: readonly string[], said: readonly string[]): string => {
  const told = new Map<string, number>()
  for (const title of titles) told.set(title.trim(), (told.get(title.trim()) ?? 0) + 1)
  const holds = (title: string) => {
    const spoken = new Set(spokenIn(title).map((one) => one.spoken))
    return said.filter((word) => spoken.has(word)).length
  }
  const [typical] = [...told]
    .map(([title, times]) => ({ title, times, held: holds(title) }))
    .toSorted(
      (a, b) =>
        b.held - a.held ||
        b.times - a.times ||
        a.title.length - b.title.length ||
        (a.title < b.title ? -1 : 1),
    )
  return typical?.title ?? ''
}

/** The same words in any order are one text, told several times. */
interface Text {
  words: readonly string[]
  ids: string[]
}

interface Group {
  /** The sum of what its texts weigh. */
  weights: Map<string, number>
  length: number
  texts: Text[]
}

const categoryMark = '#'
const categoryWeight = 0.4
/** A word that nobody else uses makes nobody alike, and should not make everybody unlike. */
const loneWeight = 0.4

export const wordsOf = (title: string): string[] => [...new Set(spokenIn(title).map(({ word }) => word))]

/** Each word as it is compared, and as it was written. */
const spokenIn = (title: string): { word: string; spoken: string }[] =>
  title
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((spoken) => ({ spoken, word: spoken.normalize('NFD').replaceAll(/\p{M}/gu, '') }))
    .filter(({ word }) => word.length > 1 && !idle.has(word) && !/^\d+$/.test(word))
    .map(({ word, spoken }) => ({ word: stem(word), spoken }))

/** For each word the form that most titles have; of as many, the first in the alphabet. */
const usualForms = (titles: readonly string[]): ((word: string) => string) => {
  const forms = new Map<string, Map<string, number>>()
  for (const { word, spoken } of titles.flatMap(spokenIn)) {
    const known = forms.get(word) ?? new Map<string, number>()
    forms.set(word, known.set(spoken, (known.get(spoken) ?? 0) + 1))
  }
  return (word) => {
    const [usual] = [...(forms.get(word) ?? [])].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    return usual?.[0] ?? word
  }
}

/** One and several are the same thing. */
const stem = (word: string): string => (word.length > 4 ? word.replace(/(?:s|x|es)$/, '') : word)

/** A word that stands once, and whose letters are nearly those of a usual one, is that one mistyped. */
const spellingOf = (titles: readonly (readonly string[])[]): ((word: string) => string) => {
  const counts = new Map<string, number>()
  for (const word of titles.flat()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const usual = [...counts].filter(([word, count]) => count > 1 && word.length > 4).map(([word]) => word)
  const byThree = new Map<string, string[]>()
  for (const word of usual)
    for (const three of threesOf(word)) {
      const known = byThree.get(three)
      if (known === undefined) byThree.set(three, [word])
      else known.push(word)
    }
  const meant = new Map<string, string>()
  for (const [word, count] of counts) {
    if (count > 1 || word.length < 5) continue
    const near = nearWord(word, byThree)
    if (near !== null) meant.set(word, near)
  }
  return (word) => meant.get(word) ?? word
}

const nearWord = (word: string, byThree: ReadonlyMap<string, readonly string[]>): string | null => {
  const own = threesOf(word)
  const shared = new Map<string, number>()
  for (const three of own)
    for (const other of byThree.get(three) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
  const [best] = [...shared]
    .map(([other, count]) => ({ other, likeness: count / (own.size + threesOf(other).size - count) }))
    .toSorted((a, b) => b.likeness - a.likeness || (a.other < b.other ? -1 : 1))
  return best !== undefined && best.likeness >= 0.45 ? best.other : null
}

const threesOf = (word: string): Set<string> => {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

const distinct = (all: readonly Told[], spelling: (word: string) => string): Text[] => {
  const texts = new Map<string, Text>()
  for (const { id, title, category } of all) {
    const words = [...new Set(wordsOf(title).map(spelling))].toSorted()
    if (words.length === 0) continue
    const marked = category === null ? words : [...words, categoryMark + category]
    const key = marked.join(' ')
    const known = texts.get(key)
    if (known === undefined) texts.set(key, { words: marked, ids: [id] })
    else known.ids.push(id)
  }
  return [...texts.values()]
}

type Weights = ReadonlyMap<string, number>

const weigher = (texts: readonly Text[], total: number) => {
  const holders = new Map<string, number>()
  for (const { words, ids } of texts)
    for (const word of words) holders.set(word, (holders.get(word) ?? 0) + ids.length)
  return (words: readonly string[]): Weights => {
    const raw = words.map((word): [string, number] => {
      const held = holders.get(word) ?? 1
      const part = word.startsWith(categoryMark) ? categoryWeight : held === 1 ? loneWeight : 1
      return [word, Math.log(1 + total / held) * part]
    })
    const length = Math.hypot(...raw.map(([, weight]) => weight))
    return new Map(raw.map(([word, weight]) => [word, weight / length]))
  }
}

const nearest = (
  weights: Weights,
  groups: readonly Group[],
  byWord: ReadonlyMap<string, ReadonlySet<number>>,
): number | null => {
  const wanted = Math.min(fewestShared, [...weights.keys()].filter(isWord).length)
  let best: number | null = null
  let most = alike
  for (const place of candidatesFor(weights, byWord)) {
    const group = groups[place]
    if (group === undefined) continue
    let [product, shared] = [0, 0]
    for (const [word, weight] of weights) {
      const held = group.weights.get(word)
      if (held === undefined) continue
      product += weight * held
      if (isWord(word)) shared++
    }
    const likeness = product / group.length
    if (shared < wanted || likeness < most || (likeness === most && best !== null)) continue
    best = place
    most = likeness
  }
  return best
}

const isWord = (word: string): boolean => !word.startsWith(categoryMark)

/**
 * Groups that may be like it. The words that fewest groups have are looked up first; once those that are left could not make anything
 * alike by themselves, no group is missed by leaving them out.
 */
const candidatesFor = (
  weights: Weights,
  byWord: ReadonlyMap<string, ReadonlySet<number>>,
): ReadonlySet<number> => {
  const rarest = [...weights]
    .map(([word, weight]) => ({ weight, places: byWord.get(word) }))
    .toSorted((a, b) => (a.places?.size ?? 0) - (b.places?.size ?? 0))
  const found = new Set<number>()
  let left = 1
  for (const { weight, places } of rarest) {
    for (const place of places ?? []) found.add(place)
    left -= weight ** 2
    if (Math.sqrt(Math.max(0, left)) < alike) break
  }
  return found
}

const join = (group: Group, weights: Weights, times: number): void => {
  for (const [word, weight] of weights)
    group.weights.set(word, (group.weights.get(word) ?? 0) + weight * times)
  group.length = Math.hypot(...group.weights.values())
}

/** What most of them say. */
const sharedWords = (texts: readonly Text[], weights: Weights): string[] => {
  const total = texts.reduce((sum, { ids }) => sum + ids.length, 0)
  const holders = new Map<string, number>()
  for (const { words, ids } of texts)
    for (const word of words) holders.set(word, (holders.get(word) ?? 0) + ids.length)
  return [...holders]
    .filter(([word, count]) => !word.startsWith(categoryMark) && count * 2 > total)
    .toSorted(([a], [b]) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || (a < b ? -1 : 1))
    .slice(0, 4)
    .map(([word]) => word)
}
