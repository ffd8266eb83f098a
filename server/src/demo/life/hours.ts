import { potApi } from '#contract/pot/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { ClientKey } from '../firm/clients.ts'
import type { Life, World } from '../world.ts'

/** Two clients have bought hours ahead: one has used most of them, the other more than all. */
export const sellHours = async function* (world: World): Life {
  const from = world.end
    .toZonedDateTimeISO(world.hours.zone)
    .toPlainDate()
    .with({ day: 1 })
    .subtract({ months: 1 })
  await sell(world, { client: 'ledantec', name: 'Carnet d’heures', from, renewal: 'once', percent: 83 })
  await sell(world, {
    client: 'morvan',
    name: 'Forfait infogérance',
    from: from.add({ months: 1 }),
    renewal: 'monthly',
    percent: 107,
  })
  yield world.end
}

interface Sale {
  client: ClientKey
  name: string
  from: Temporal.PlainDate
  renewal: 'once' | 'monthly'
  /** How much of it is used today. */
  percent: number
}

/** What was written down so far is the most of it; what is missing was done today. */
const sell = async (world: World, { client, name, from, renewal, percent }: Sale): Promise<void> => {
  const { voice } = world.staff('sophie')
  const clientId = world.client(client).id
  const to = world.end.toZonedDateTimeISO(world.hours.zone).toPlainDate().toString()
  const { minutes: used } = await voice.call(recordApi.listTime, {
    from: from.toString(),
    to,
    client: clientId,
  })
  const hours = Math.max(5, Math.ceil(used / 60 / (percent / 100) / 5) * 5)
  await voice.call(potApi.create, {
    clientId,
    name: `${name} ${hours} h`,
    minutes: hours * 60,
    validFrom: from.toString(),
    renewal,
  })
  const { items } = await voice.call(recordApi.list, { client: clientId, limit: 1 })
  const [record] = items
  if (record === undefined) return
  let missing = Math.round((hours * 60 * percent) / 100) - used
  for (; missing > 0; missing -= 240) {
    await voice.call(recordApi.addTime, {
      number: record.number,
      minutes: Math.min(240, missing),
      spentOn: to,
      note: 'Accompagnement sur site',
    })
  }
}
