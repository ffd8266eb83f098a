export interface Piece {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Beyond this many words a comparison goes by sentences, so that it stays quick. */
const mostWords = 1500

/** What two texts say differently, word by word: the longest common run of words is what stayed. */
export const textDifference = (before: string, after: string): Piece[] => {
  const [old, young] = [wordsOf(before), wordsOf(after)]
  const isLong = old.length > mostWords || young.length > mostWords
  return isLong ? compared(sentencesOf(before), sentencesOf(after)) : compared(old, young)
}

/** Words with the space behind them; blocks of the text as lines. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? []
const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+$/g) ?? []).slice(0, 3000)

const compared = (old: readonly string[], young: readonly string[]): Piece[] => {
  const lengths = commonLengths(old, young)
  const width = young.length + 1
  const pieces: Piece[] = []
  const say = (kind: Piece['kind'], text: string) => {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  let [i, j] = [0, 0]
  while (i < old.length || j < young.length) {
    const [left, right] = [old[i], young[j]]
    if (left !== undefined && right !== undefined && left.trim() === right.trim()) {
      say('same', right)
      i += 1
      j += 1
    } else if (
      right === undefined ||
      (left !== undefined && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      say('removed', left ?? '')
      i += 1
    } else {
      say('added', right)
      j += 1
    }
  }
  return pieces
}

/** How many words the rests of both texts have in common, for each pair of places. */
const commonLengths = (old: readonly string[], young: readonly string[]): Uint16Array => {
  const width = young.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i]?.trim() === young[j]?.trim()
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  return lengths
}

/** What is read of a text: its blocks as lines, pictures by name. */
export const readable = (html: string): string =>
  html
    .replaceAll(/<img[^<>]*alt="([^"<>]*)"[^<>]*>/g, ' [$1] ')
    .replaceAll(/<br[^<>]*>|<\/(?:p|h[2-4]|li|tr|pre|blockquote)>/g, '\n')
    .replaceAll(/<li[^<>]*>/g, '– ')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\n{2,}/g, '\n')
    .trim()
