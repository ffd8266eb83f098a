import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { artefactApi } from '#contract/artefact/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { procedureApi } from '#contract/procedure/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import {
  anAdministrator,
  aClient,
  aClientPerson,
  anAgent,
  aService,
  type Someone,
} from '../../testing/makers.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'
import { aDiagram, led, line, task, type Change } from './a-diagram.ts'

const server = await startServer('2026-03-02T09:00:00Z')
let boss: Someone
let desk: Someone
let manager: Someone

before(async () => {
  boss = await anAdministrator(server)
  desk = await anAgent(server, { roles: ['CS'] })
  manager = await anAgent(server, { roles: ['RGS/AC'], name: 'Maxime Responsable' })
})

const report = async (given: Record<string, unknown> = {}) => {
  const service = await aService(server)
  return desk.caller.get(incidentApi.report, {
    title: 'Panne',
    serviceId: service.id,
    urgency: 3,
    impact: 3,
    ...given,
  })
}

const putInForce = async (xml: string, from?: string) => {
  server.setNow('PT1M')
  const { versionId } = await manager.caller.get(procedureApi.upload, { key: 'incident', xml })
  await boss.caller.get(artefactApi.approve, { id: versionId, ...(from === undefined ? {} : { from }) })
  return versionId
}

/** After diagnosis, the service manager approves before anything is restored. */
const withApproval: Change = ({ nodes, flows }) => ({
  nodes: [...nodes, task('P', 'approve', 'RGS/AC')],
  flows: [...led(flows, 'C', 'P'), ...line('P', 'D')],
})

test('a procedure with one more approval is the way of new incidents, and old ones stay on theirs', async () => {
  const old = await report()
  const versionId = await putInForce(aDiagram(withApproval))
  const fresh = await report()
  assert.partialDeepStrictEqual(fresh, {
    step: { id: 'C' },
    judgedBy: { procedure: { versionId, number: 2 } },
  })

  const [move1] = fresh.moves
  const waiting = await move(desk, fresh.number, move1?.id ?? '')
  assert.equal(waiting.step.id, 'P')
  assert.deepEqual(
    waiting.moves.filter(({ isRecordMove }) => !isRecordMove),
    [],
    'the desk does not approve',
  )
  const seen = await manager.caller.get(recordApi.read, { number: fresh.number })
  const approved = await move(manager, fresh.number, seen.moves[0]?.id ?? '')
  assert.equal(approved.step.id, 'D')

  const before = await desk.caller.get(recordApi.read, { number: old.number })
  assert.partialDeepStrictEqual(before, { step: { id: 'I05' }, judgedBy: { procedure: { number: 1 } } })
  await move(desk, old.number, 'solution-found', { solution: 'Fait' })
  assert.equal((await move(desk, old.number, 'apply')).step.id, 'I11')
  const list = await manager.caller.get(procedureApi.list, {})
  assert.equal(list.items.find(({ key }) => key === 'incident')?.inForce?.versionId, versionId)
})

test('a version approved for later counts from that instant', async () => {
  const versionId = await putInForce(aDiagram(), '2026-03-03T09:00:00Z')
  const early = await report()
  assert.ok('judgedBy' in early && early.judgedBy.procedure.versionId !== versionId)
  server.setNow('2026-03-03T09:00:00Z')
  assert.partialDeepStrictEqual(await report(), { judgedBy: { procedure: { versionId } } })
})

test('a version that is approved before another one’s instant counts until then', async () => {
  const later = await putInForce(aDiagram(), '2026-03-05T09:00:00Z')
  const sooner = await putInForce(aDiagram(withApproval), '2026-03-04T09:00:00Z')
  server.setNow('2026-03-04T10:00:00Z')
  assert.partialDeepStrictEqual(await report(), { judgedBy: { procedure: { versionId: sooner } } })
  server.setNow('2026-03-05T09:00:00Z')
  assert.partialDeepStrictEqual(await report(), { judgedBy: { procedure: { versionId: later } } })
})

test('only who the kit names puts a procedure in force, and never in the past', async () => {
  const { versionId } = await manager.caller.get(procedureApi.upload, { key: 'incident', xml: aDiagram() })
  assert.equal((await desk.caller.call(artefactApi.approve, { id: versionId })).code, 'forbidden')
  const early = await manager.caller.call(artefactApi.approve, {
    id: versionId,
    from: '2026-03-01T09:00:00Z',
  })
  assert.equal(early.code, 'rule_broken')
  const wrong = await desk.caller.call(procedureApi.upload, { key: 'incident', xml: aDiagram() })
  assert.equal(wrong.code, 'forbidden')
})

/** After diagnosis, a request of the same client is opened, and waited for. */
const withRequest: Change = ({ nodes, flows }) => {
  const attributes = 'trousse:process="request" trousse:until="closed"'
  const gateway = { id: 'G', lane: 'CS', tag: 'exclusiveGateway', name: 'Suite' }
  return {
    nodes: [...nodes, { id: 'K', lane: 'CS', tag: 'callActivity', name: 'Faire faire', attributes }, gateway],
    flows: [
      ...led(flows, 'C', 'K'),
      { from: 'K', to: 'G' },
      { id: 'G.done', from: 'G', to: 'D', condition: 'outcome = "fulfilled"' },
      { id: 'G.no', from: 'G', to: 'A', isDefault: true },
    ],
  }
}

test('a call of a process in force opens its record, waits for it, and goes on with its outcome', async () => {
  await putInForce(aDiagram(withRequest))
  const client = await aClient(server)
  const requester = await aClientPerson(server, { client })
  const waitingFor = async (number: string) => {
    await server.runReactions()
    const seen = await desk.caller.get(recordApi.read, { number })
    return 'waitsFor' in seen ? { waitsFor: seen.waitsFor, step: seen.step.id, moves: seen.moves } : null
  }
  const call = async () => {
    const { number, moves } = await report({ requesterId: requester.id })
    await move(desk, number, moves[0]?.id ?? '')
    const found = await waitingFor(number)
    return { number, called: found?.waitsFor ?? '', found }
  }
  const { number, called, found } = await call()
  assert.equal(found?.step, 'K')
  assert.match(called, /^REQ-/)
  assert.deepEqual(
    found?.moves.filter(({ isRecordMove }) => !isRecordMove),
    [],
    'nobody moves on what waits',
  )
  const request = await requester.caller.get(recordApi.read, { number: called })
  assert.partialDeepStrictEqual(request, { requesterId: requester.id, kind: 'REQ' })
  await server.runReactions()
  await classify(called)
  await move(desk, called, 'done')
  // The client ends what the incident waits for, and need not see that it does.
  await move(requester, called, 'settled')
  assert.partialDeepStrictEqual(await waitingFor(number), { waitsFor: null, step: 'D' })

  const second = await call()
  await move(desk, second.called, 'cancel', { reason: 'inutile' })
  assert.partialDeepStrictEqual(await waitingFor(second.number), { waitsFor: null, step: 'A' })
})

const classify = async (number: string) => {
  const { step } = await desk.caller.get(recordApi.read, { number })
  if (step.id === 'Q01') await move(desk, number, 'record', { urgency: 3, impact: 3 })
}

test('a call of a process that is not in force is a step like another', async () => {
  const drawn = aDiagram((drawing) => {
    const change = withRequest(drawing)
    const nodes = change.nodes?.map((node) =>
      node.id === 'K'
        ? { ...node, attributes: 'trousse:process="continuity" trousse:until="resolved"' }
        : node,
    )
    const flows = change.flows?.map((flow) =>
      flow.id === 'G.done' ? { ...flow, condition: 'outcome = "recovered"' } : flow,
    )
    return { ...change, nodes: nodes ?? [], flows: flows ?? [] }
  })
  await putInForce(drawn)
  const { number, moves } = await report()
  const waiting = await move(desk, number, moves[0]?.id ?? '')
  await server.runReactions()
  assert.partialDeepStrictEqual(waiting, { step: { id: 'K' }, waitsFor: null })
  assert.ok(waiting.moves.some(({ isRecordMove }) => !isRecordMove))
  const made = await desk.caller.get(requestApi.submit, { title: 'indépendante' })
  assert.match(made.number, /^REQ-/)
})
