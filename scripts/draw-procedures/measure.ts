export interface Size {
  width: number
  height: number
}

/** How much room a label beside its shape takes as bpmn-js sets it: 11 pixels high, here broken at 90. */
export const labelSize = (text: string): Size => {
  const lines = broken(text)
  return {
    width: Math.ceil(Math.max(...lines.map((line) => textWidth(line, 11)))),
    height: Math.ceil(lines.length * 13.2 + 1),
  }
}

/** How many pixels a text takes in a sans serif as wide as DejaVu; Arial takes less. */
export const textWidth = (text: string, size: number): number => {
  const letters = text.normalize('NFD').replaceAll(/\p{M}/gu, '')
  const sum = [...letters].reduce((total, letter) => total + (widths.get(letter) ?? 556), 0)
  return (sum / 1000) * size * 1.2
}

const broken = (text: string): string[] => {
  const lines: string[] = []
  for (const word of text.split(/[ \n]/)) {
    const last = lines.at(-1)
    const joined = last === undefined ? word : `${last} ${word}`
    if (last === undefined || textWidth(joined, 11) > 90) lines.push(word)
    else lines[lines.length - 1] = joined
  }
  return lines
}

/** Thousandths of the size, from the metrics of Helvetica; every other letter and digit is 556. */
const groups: Readonly<Record<number, string>> = {
  191: "'’",
  222: 'ijl‘',
  278: ' !,.:;/ftI\u202F\u00A0',
  333: '()-r·“”',
  500: 'ckssvxyzJ',
  556: '?abdeghnopquL«»–',
  611: 'FTZ',
  667: 'ABEKPSVXY',
  722: 'CDHNRUw',
  778: 'GOQ',
  833: 'mM',
  944: 'W',
}

const widths = new Map(
  Object.entries(groups).flatMap(([width, letters]) =>
    [...letters].map((letter): [string, number] => [letter, Number(width)]),
  ),
)
