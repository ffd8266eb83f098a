/** The sheet that one signs on, in units of the strokes. */
const sheet = { width: 1000, height: 400 }

/** The strokes of a pen as a drawing: built from numbers alone, so that nothing foreign can stand in it. */
export const drawSignature = (strokes: readonly (readonly number[])[]): string => {
  const paths = strokes.map((points) => `<path d="${pathOf(points)}"/>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sheet.width} ${sheet.height}" width="${sheet.width}" height="${sheet.height}"><g fill="none" stroke="#1a1a1a" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">${paths}</g></svg>`
}

/** A touch without a movement is a dot. */
const pathOf = (points: readonly number[]): string => {
  const pairs = points.flatMap((x, at) => (at % 2 === 0 ? [`${x} ${points[at + 1] ?? 0}`] : []))
  const [first = '0 0', ...rest] = pairs
  return rest.length === 0 ? `M${first}l0.1 0` : `M${first}L${rest.join('L')}`
}
