import type { Branch } from '#contract/problem/analysis.ts'
import { drawIshikawa } from '#contract/problem/ishikawa.ts'

const ink = { accent: '#0d5f6e', quiet: '#8a8a8a', root: '#d7eef2' }
const strokes = { spine: 3, bone: 2, twig: 1 } as const

/** The diagram for paper, as the page draws it. */
export const fishPicture = (
  given: { branches: readonly Branch[]; rootId: string | null },
  effect: string,
): Buffer => {
  const { width, height, lines, boxes, words } = drawIshikawa(given, effect)
  const drawn = [
    ...lines.map(
      ({ from, to, weight }) =>
        `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${weight === 'twig' ? ink.quiet : ink.accent}" stroke-width="${strokes[weight]}"/>`,
    ),
    ...boxes.map(
      ({ x, y, width: wide, height: high, kind }) =>
        `<rect x="${x}" y="${y}" width="${wide}" height="${high}" rx="4" fill="${kind === 'root' ? ink.root : '#ffffff'}" stroke="${kind === 'root' ? 'none' : ink.accent}" stroke-width="${kind === 'effect' ? 2 : 1}"/>`,
    ),
    ...words.map(
      ({ x, y, text, anchor, size, isStrong }) =>
        `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" font-weight="${isStrong ? 700 : 400}">${escaped(text)}</text>`,
    ),
  ]
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Libertinus Serif">${drawn.join('')}</svg>`,
  )
}

const escaped = (text: string): string =>
  text
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
