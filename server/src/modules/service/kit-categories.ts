import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Words } from '#contract/words.ts'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'

const file = join(import.meta.dirname, '../../../../kit/artefacts/categories.yaml')
const Categories = z.object({ INC: z.array(Words), REQ: z.array(Words) })

/** The kit's usual categories, for a new installation. */
export const addCategories = async ({ db }: Context): Promise<void> => {
  const { INC, REQ } = Categories.parse(parse(await readFile(file, 'utf8')))
  const rows = [
    ...INC.map((name, position) => ({ kind: 'INC' as const, name: JSON.stringify(name), position })),
    ...REQ.map((name, position) => ({ kind: 'REQ' as const, name: JSON.stringify(name), position })),
  ]
  await db.insertInto('category').values(rows).execute()
}
