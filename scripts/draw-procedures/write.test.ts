import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { Table } from './table.ts'
import { write } from './write.ts'

interface Box {
  id: string
  x: number
  y: number
  width: number
  height: number
}

const folder = new URL('../../kit/procedures/', import.meta.url)

for (const key of ['incident', 'major-incident', 'request']) {
  const xml = await write(Table.parse(parse(readFileSync(new URL(`${key}.yaml`, folder), 'utf8'))))

  test(`the drawing of ${key} is the one that its table gives, every time`, () => {
    assert.equal(readFileSync(new URL(`${key}.bpmn`, folder), 'utf8'), xml)
  })

  test(`nothing covers a label of ${key}, and no flow runs through a shape`, () => {
    const { shapes, labels, lines } = read(xml)
    assert.ok(shapes.length > 15 && labels.length > 12 && lines.length > 20)
    const covered = labels.flatMap((label) =>
      [...shapes, ...lines, ...labels]
        .filter((other) => other !== label && overlap(label, other))
        .map((other) => `${label.id} under ${other.id}`),
    )
    assert.deepEqual(covered, [])
    const crossed = shapes.flatMap((shape) =>
      lines.filter((line) => overlap(shrunk(shape), line)).map((line) => `${line.id} through ${shape.id}`),
    )
    assert.deepEqual(crossed, [])
  })

  test(`every flow of ${key} runs level or upright`, () => {
    const { lines } = read(xml)
    assert.deepEqual(
      lines.filter(({ width, height }) => width > 0 && height > 0),
      [],
    )
  })
}

test('what cannot be drawn names the shape from which too many ways leave', async () => {
  const label = { fr: 'Fin', en: 'End' }
  const ends = ['E1', 'E2', 'E3', 'E4', 'E5']
  const table = Table.parse({
    process: 'crowd',
    name: { fr: 'Foule', en: 'Crowd' },
    lanes: ['CS'],
    nodes: [
      { id: 'S', lane: 'CS', start: 'message', label, to: 'G' },
      { id: 'G', lane: 'CS', label, choice: ends.map((to) => ({ id: `to-${to}`, to, fr: to, en: to })) },
      ...ends.map((id) => ({ id, lane: 'CS', label, end: true })),
    ],
    recordMoves: [],
  })
  await assert.rejects(write(table), /5 leave G/)
})

/** Shapes without pool, lanes and legend; each label; each straight part of a flow. */
const read = (xml: string): { shapes: Box[]; labels: Box[]; lines: Box[] } => {
  const drawn = [
    ...xml.matchAll(/<bpmndi:BPMN(?:Shape|Edge) id="([^"]+)"[^]*?<\/bpmndi:BPMN(?:Shape|Edge)>/g),
  ]
  const found: { shapes: Box[]; labels: Box[]; lines: Box[] } = { shapes: [], labels: [], lines: [] }
  for (const [text, id = ''] of drawn) {
    const [whole, label = ''] = text.split('<bpmndi:BPMNLabel>')
    found.labels.push(...boxes(label, `label of ${id}`))
    if (!/^(pool|lane|legend)/.test(id)) found.shapes.push(...boxes(whole ?? '', id))
    const points = [...text.matchAll(/<di:waypoint x="(\d+)" y="(\d+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    for (const [at, [x = 0, y = 0]] of points.entries()) {
      const [toX = 0, toY = 0] = points[at + 1] ?? [x, y]
      const [width, height] = [Math.abs(toX - x), Math.abs(toY - y)]
      if (width + height > 0)
        found.lines.push({ id, x: Math.min(x, toX), y: Math.min(y, toY), width, height })
    }
  }
  return found
}

const boxes = (text: string, id: string): Box[] =>
  [...text.matchAll(/<dc:Bounds x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g)].map(
    ([, x, y, width, height]) => ({
      id,
      x: Number(x),
      y: Number(y),
      width: Number(width),
      height: Number(height),
    }),
  )

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const shrunk = ({ id, x, y, width, height }: Box): Box => ({
  id,
  x: x + 1,
  y: y + 1,
  width: width - 2,
  height: height - 2,
})
