import type { Branch, Cause } from './analysis.ts'

/** A diagram as lines, boxes and words, for whoever draws it: the page or the report. Pixels, y downwards. */
export interface Drawing {
  width: number
  height: number
  lines: readonly { from: Point; to: Point; weight: 'spine' | 'bone' | 'twig' }[]
  boxes: readonly Box[]
  words: readonly Word[]
}

interface Point {
  x: number
  y: number
}

interface Box extends Point {
  width: number
  height: number
  kind: 'effect' | 'branch' | 'root'
}

interface Word extends Point {
  text: string
  anchor: 'start' | 'middle'
  size: number
  isStrong: boolean
}

const column = 280
const slant = 56
const margin = 16
const textWidth = 200
const causeSize = 13
const subSize = 11.5
const line = 16
const title = 30
const effectWidth = 170

/** Branches above and below a spine in turn, each with its causes and what is behind them; the head is what is to be explained. */
export const drawIshikawa = (
  { branches, rootId }: { branches: readonly Branch[]; rootId: string | null },
  effect: string,
): Drawing => {
  const laid = branches.map((branch, index) => ({
    branch,
    isAbove: index % 2 === 0,
    at: Math.floor(index / 2),
    height: heightOf(branch),
  }))
  const above = Math.max(60, ...laid.filter(({ isAbove }) => isAbove).map(({ height }) => height))
  const below = laid.some(({ isAbove }) => !isAbove)
    ? Math.max(...laid.filter(({ isAbove }) => !isAbove).map(({ height }) => height))
    : 40
  const columns = Math.max(1, Math.ceil(branches.length / 2))
  const spine = margin + title + above
  const head = margin + columns * column + slant
  const effectLines = wrap(effect, 21).slice(0, 5)
  const effectHeight = effectLines.length * line + 18
  const parts = laid.map((one) => drawBranch(one, { spine, rootId }))
  return {
    width: head + effectWidth + margin,
    height: spine + below + title + margin,
    lines: [
      { from: { x: margin, y: spine }, to: { x: head, y: spine }, weight: 'spine' },
      ...parts.flatMap(({ lines }) => lines),
    ],
    boxes: [
      {
        x: head,
        y: spine - effectHeight / 2,
        width: effectWidth,
        height: effectHeight,
        kind: 'effect',
      },
      ...parts.flatMap(({ boxes }) => boxes),
    ],
    words: [
      ...effectLines.map((text, index) => ({
        x: head + effectWidth / 2,
        y: spine - effectHeight / 2 + 9 + (index + 0.75) * line,
        text,
        anchor: 'middle' as const,
        size: causeSize,
        isStrong: true,
      })),
      ...parts.flatMap(({ words }) => words),
    ],
  }
}

interface Laid {
  branch: Branch
  isAbove: boolean
  at: number
  height: number
}

const drawBranch = (
  { branch, isAbove, at, height }: Laid,
  { spine, rootId }: { spine: number; rootId: string | null },
): Pick<Drawing, 'lines' | 'boxes' | 'words'> => {
  const way = isAbove ? -1 : 1
  const foot = { x: margin + (at + 1) * column + slant, y: spine }
  const top = { x: foot.x - slant, y: spine + way * height }
  const boneAt = (y: number) => top.x + (slant * (y - top.y)) / (foot.y - top.y)
  const boxY = isAbove ? top.y - title + 4 : top.y - 4
  let y = (isAbove ? top.y : spine) + 10
  const drawn = branch.causes.map((cause) => {
    const start = y
    y += causeHeight(cause)
    return drawCause(cause, { y: start, boneAt, rootId })
  })
  const name = wrap(branch.name, 24)[0] ?? ''
  return {
    lines: [{ from: top, to: foot, weight: 'bone' }, ...drawn.flatMap(({ lines }) => lines)],
    boxes: [
      { x: top.x - 95, y: boxY, width: 190, height: title - 6, kind: 'branch' },
      ...drawn.flatMap(({ boxes }) => boxes),
    ],
    words: [
      {
        x: top.x,
        y: boxY + 16,
        text: name,
        anchor: 'middle',
        size: causeSize,
        isStrong: true,
      },
      ...drawn.flatMap(({ words }) => words),
    ],
  }
}

const drawCause = (
  cause: Cause,
  { y, boneAt, rootId }: { y: number; boneAt: (y: number) => number; rootId: string | null },
): { lines: Drawing['lines']; boxes: Box[]; words: Word[] } => {
  const own = wrap(cause.text, 26)
  const twigY = y + own.length * line + 2
  const x = boneAt(twigY) - textWidth - 14
  const words: Word[] = []
  const boxes: Box[] = []
  const write = (texts: readonly string[], at: number, { size, indent, isRoot }: Style) => {
    if (isRoot)
      boxes.push({
        x: x + indent - 4,
        y: at - 1,
        width: textWidth + 4 - indent,
        height: texts.length * line + 1,
        kind: 'root',
      })
    for (const [index, text] of texts.entries())
      words.push({
        x: x + indent,
        y: at + (index + 0.78) * line,
        text,
        anchor: 'start',
        size,
        isStrong: isRoot,
      })
  }
  write(own, y, { size: causeSize, indent: 0, isRoot: cause.id === rootId })
  let at = twigY + 3
  for (const sub of cause.causes) {
    const texts = wrap(sub.text, 28)
    write(texts, at, { size: subSize, indent: 14, isRoot: sub.id === rootId })
    at += texts.length * line
  }
  return {
    lines: [{ from: { x: x - 4, y: twigY }, to: { x: boneAt(twigY), y: twigY }, weight: 'twig' }],
    boxes,
    words,
  }
}

interface Style {
  size: number
  indent: number
  isRoot: boolean
}

const causeHeight = (cause: Cause): number =>
  (wrap(cause.text, 26).length + cause.causes.reduce((sum, sub) => sum + wrap(sub.text, 28).length, 0)) *
    line +
  14

const heightOf = (branch: Branch): number =>
  Math.max(50, branch.causes.reduce((sum, cause) => sum + causeHeight(cause), 0) + 20)

const mostLines = 4

/** Lines of at most so many characters; what is longer than four of them ends with dots. */
export const wrap = (text: string, most: number): string[] => {
  const lines: string[] = []
  let current = ''
  for (const word of text
    .trim()
    .split(/\s+/)
    .flatMap((one) => pieces(one, most))) {
    if (current === '') current = word
    else if (current.length + 1 + word.length <= most) current = `${current} ${word}`
    else {
      lines.push(current)
      current = word
    }
  }
  if (current !== '') lines.push(current)
  if (lines.length <= mostLines) return lines
  return [...lines.slice(0, mostLines - 1), `${(lines[mostLines - 1] ?? '').slice(0, most - 1)}…`]
}

const pieces = (word: string, most: number): string[] => {
  const letters = [...word]
  return letters.length <= most
    ? [word]
    : Array.from({ length: Math.ceil(letters.length / most) }, (_, index) =>
        letters.slice(index * most, (index + 1) * most).join(''),
      )
}
