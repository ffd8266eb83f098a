import { readFileSync } from 'node:fs'
import type { verificationApi } from '#contract/verification/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'
import type { Download } from '#platform/http/bind.ts'
import { writePdf } from '#platform/pdf.ts'
import { drawQr } from '#platform/qr.ts'
import { filterOf } from '../configuration/index.ts'

type Input = z.output<(typeof verificationApi)['labels']['input']>

const template = readFileSync(new URL('../../../../kit/templates/ci-labels.typ', import.meta.url), 'utf8')

/** Twenty sheets of twenty-four. */
const most = 480

/** Sheets of labels, 3 by 8: the code holds the item’s address, which any telephone opens. */
export const writeLabels = async (context: Context, filter: Input): Promise<Download> => {
  const { db, door, actor } = context
  const { rows } = await sql<{ number: string; name: string; client: string | null }>`
    select c.number, s.name, cl.name as client from ci_state s join ci c on c.id = s.ci_id left join client cl on cl.id = s.client_id
    where ${sql.join(filterOf(context, filter), sql` and `)} order by plain(cl.name), s.plain_name, s.ci_id limit ${most + 1}`.execute(
    db,
  )
  if (rows.length > most) throw invalid('q', `at most ${most} labels at once`)
  const provider = await db.selectFrom('organisation').select(['name', 'phone']).executeTakeFirstOrThrow()
  const content = writePdf(template, {
    language: actor.language,
    provider: { name: provider.name, phone: provider.phone ?? '' },
    labels: rows.map(({ number, name, client }) => ({
      number,
      name,
      client: client ?? '',
      code: drawQr(`${door.url}/parc/${number}`),
    })),
  })
  const name = actor.language === 'fr' ? 'etiquettes.pdf' : 'labels.pdf'
  return { name, mediaType: 'application/pdf', size: content.length, content }
}
