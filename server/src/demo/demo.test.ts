import { test } from 'node:test'
import { startServer } from '../testing/server.ts'
import { tellPast } from './seed.ts'

const server = await startServer()

test('the year is told', async () => {
  const at = performance.now()
  await tellPast(server.surroundings, {
    end: Temporal.Instant.from('2026-03-20T14:30:00Z'),
    days: 21,
    total: 35,
  })
  console.log(performance.now() - at)
})
