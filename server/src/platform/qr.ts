import { generate } from 'lean-qr'

/** What cameras ask to be left white around it. */
const margin = 4

/** A text as a code that cameras read: black squares as SVG. */
export const drawQr = (text: string): string => {
  const code = generate(text)
  const side = code.size + 2 * margin
  const squares = Array.from({ length: code.size }, (_, y) =>
    Array.from({ length: code.size }, (__, x) =>
      code.get(x, y) ? `M${x + margin} ${y + margin}h1v1h-1z` : '',
    ).join(''),
  ).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side}" height="${side}" shape-rendering="crispEdges"><path d="${squares}" fill="#000"/></svg>`
}
