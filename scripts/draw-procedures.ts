import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { Table } from './draw-procedures/table.ts'
import { write } from './draw-procedures/write.ts'

/** Draws every table of the kit; with `--check`, only says which drawings are stale. */
const folder = new URL('../kit/procedures/', import.meta.url)
const isCheck = process.argv.includes('--check')

const tables = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()

for (const name of tables) {
  const xml = await write(Table.parse(parse(readFileSync(new URL(name, folder), 'utf8'))))
  const file = new URL(name.replace('.yaml', '.bpmn'), folder)
  if (isCheck) {
    if (read(file) === xml) continue
    console.error(`${file.pathname} is stale: run node scripts/draw-procedures.ts`)
    process.exitCode = 1
  } else {
    writeFileSync(file, xml)
  }
}

function read(file: URL): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
