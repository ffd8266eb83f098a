import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'
import { changeApi } from '#contract/change/api.ts'
import { ChangeActors } from '#contract/change/shape.ts'
import { recordApi } from '#contract/record/api.ts'
import { parse } from 'yaml'
import { DatabaseError } from 'pg'
import { aClient, aClientPerson, anAdministrator, anAgent } from '../../testing/makers.ts'
import { byHand } from '../../testing/by-hand.ts'
import { startServer } from '../../testing/server.ts'
import { move } from '../../testing/world.ts'

/** With the application's own login and nobody's approval but one's own: what the database itself refuses. */
const server = await startServer()
const admin = await anAdministrator(server)
const desk = await anAgent(server, { roles: ['CS'] })
const manager = await anAgent(server, { roles: ['RGS/AC'] })
const client = await aClient(server)
const requester = await aClientPerson(server, { client })
const signatory = await aClientPerson(server, { client, level: 'signatory' })
const { scoped, attempt } = byHand(server)

const submitted = async () => {
  const { number } = await desk.caller.get(changeApi.create, {
    title: 'Pare-feu',
    type: 'normal',
    severity: 2,
    impact: 2,
    clientId: client.id,
    reason: 'zyxinterne',
    testPlan: 'labo',
    backOutPlan: 'l’ancien',
    risk: { untested: false },
    window: { from: '2026-03-05T18:00:00Z', to: '2026-03-05T20:00:00Z' },
  })
  await move(manager, number, 'admit')
  await move(manager, number, 'assess')
  await move(manager, number, 'submit')
  const { id } = Object(await admin.caller.get(recordApi.read, { number }))
  return { number, id: String(id) }
}

/** What the database says at the end of all statements, deferred rules included. */
const tried = (texts: [string, unknown[]?][], someone = desk) =>
  scoped(someone, async (run) => {
    try {
      for (const [text, values = []] of texts) await run(text, values)
      await run('set constraints all immediate')
      return null
    } catch (error) {
      if (error instanceof DatabaseError) return error.constraint ?? error.code ?? 'unknown'
      throw error
    }
  })

const along = (id: string, steps: readonly string[]): [string, unknown[]?][] => [
  ...steps.map((step): [string, unknown[]] => [
    `insert into record_visit (record_id, number, procedure_version_id, step, at, why) select id, 0, procedure_version_id, $2, scope.now(), 'moved' from record where id = $1`,
    [id, step],
  ]),
  [`update record set step = $2 where id = $1`, [id, steps.at(-1) ?? '']],
]

const { number, id } = await submitted()
const toWork = ['H08', 'H09'] as const

test('no statement leads to the work without the approvals that were frozen', async () => {
  const ways: [string, [string, unknown[]?][]][] = [
    ['along the drawing', along(id, toWork)],
    [
      'as another kind meanwhile',
      [
        [`update record set kind = 'INC' where id = $1`, [id]],
        ...along(id, toWork),
        [`update record set kind = 'CHG' where id = $1`, [id]],
      ],
    ],
    [
      'as a standard change',
      [
        [`update record set facts = facts || '{"changeType":"standard"}' where id = $1`, [id]],
        [
          `update change set model_version_id = (select v.id from artefact_version v join artefact a on a.id = v.artefact_id where a.kind = 'change-model' limit 1) where record_id = $1`,
          [id],
        ],
        ...along(id, toWork),
      ],
    ],
    [
      'by the clock of yesterday',
      [[`select set_config('app.now', '2026-03-01T00:00:00Z', true)`], ...along(id, toWork)],
    ],
    [
      'by a round of one’s own',
      [
        [
          `insert into change_round select record_id, 2, digest, type, category, actors_version_id, 'any', false, false, submitted_by, submitted_at from change_round where record_id = $1`,
          [id],
        ],
      ],
    ],
    ['by another seat', [[`insert into change_seat values ($1, 1, 9, 'CS')`, [id]]]],
    ['by taking the seat away', [[`delete from change_seat where record_id = $1`, [id]]]],
    [
      'by an approval written by hand',
      [
        [
          `insert into change_decision (record_id, round, seat, decision, basis, person_id, digest, needs_control, at) select $1, 1, 1, 'approve', 'own', $2, digest, false, scope.now() from change_round where record_id = $1`,
          [id, desk.id],
        ],
      ],
    ],
    [
      'by deciding in a seat of others',
      [[`select decide_change($1, 1::smallint, 'approve', '', 'own', null, null, null)`, [number]]],
    ],
    [
      'by an oral agreement to what is no emergency',
      [
        [
          `select decide_change($1, 1::smallint, 'approve', '', 'oral', '{"name":"D","means":"phone","at":"x"}', null, scope.now())`,
          [number],
        ],
      ],
    ],
    [
      'by a writing that is not there',
      [
        [
          `select decide_change($1, 1::smallint, 'approve', '', 'writing', '{}', '01a20a22-0894-73fe-9e87-ae0156c33d61', null)`,
          [number],
        ],
      ],
    ],
    ['straight to its end', [[`update record set outcome = 'implemented' where id = $1`, [id]]]],
  ]
  for (const [how, texts] of ways) assert.notEqual(await tried(texts), null, how)
  assert.equal(await tried(along(id, toWork)), 'change_needs_approval')
  assert.equal(await tried(along(id, ['H08'])), null, 'the test itself walks along the drawing')
})

test('an approval counts for what was submitted and for nothing else', async () => {
  const approve: [string, unknown[]] = [
    `select decide_change($1, 1::smallint, 'approve', '', 'own', null, null, null)`,
    [number],
  ]
  assert.equal(await tried([approve, ...along(id, toWork)], manager), null)
  for (const edit of [
    `update change set back_out_plan = 'autre' where record_id = $1`,
    `update change set window_to = window_to + interval '1 minute' where record_id = $1`,
    `update record set title = 'autre' where id = $1`,
    `insert into change_modification (record_id, position, action, type_key, content) values ($1, 1, 'add', 'server', '{"name":"x"}')`,
  ]) {
    assert.equal(
      await tried([approve, [edit, [id]], ...along(id, toWork)], manager),
      'change_needs_approval',
      edit,
    )
    assert.equal(await tried([[edit, [id]], approve], manager), 'change_as_submitted', edit)
  }
})

test('nothing comes to a decision without a way back', async () => {
  assert.equal(
    await tried(
      [
        [`update change set back_out_plan = ' ' where record_id = $1`, [id]],
        [`select submit_change($1)`, [id]],
      ],
      manager,
    ),
    'back_out_before_approval',
  )
})

test('what was decided is neither rewritten nor taken away', async () => {
  for (const table of [
    'change_round',
    'change_seat',
    'change_decision',
    'change_signature',
    'change_control',
  ])
    for (const text of [`update ${table} set record_id = record_id`, `delete from ${table}`])
      assert.equal((await attempt(manager, text)).refusal, '42501', text)
})

test('a change gives no authority before it is approved, nor over items that are not on its sheet', async () => {
  const ci = `(select id from ci limit 1)`
  await scoped(admin, async (run) => {
    await run(`insert into ci (id, number, created_at) values (new_subject('ci'), 'CI-99', scope.now())`)
    await assert.rejects(run(`select authorise_ci(${ci}, $1, null)`, [id]), {
      constraint: 'record_gives_authority',
    })
  })
})

test('a client reads nothing of a change but what is told to it', async () => {
  for (const someone of [requester, signatory]) {
    for (const table of [
      'change',
      'change_round',
      'change_seat',
      'change_decision',
      'change_modification',
      'change_task',
    ])
      assert.equal((await attempt(someone, `select * from ${table}`)).refusal, '42501', table)
    assert.deepEqual((await attempt(someone, `select number from record where kind = 'CHG'`)).rows, [])
    assert.equal(
      (
        await attempt(
          someone,
          `select decide_change($1, 1::smallint, 'approve', '', 'own', null, null, null)`,
          [number],
        )
      ).refusal,
      '42501',
    )
    const { rows } = await attempt(someone, `select * from client_changes(null, 100)`)
    assert.equal(JSON.stringify(rows).includes('zyxinterne'), false)
    assert.equal(rows.length, someone === signatory ? 1 : 0)
  }
})

test('over all nine cells the gravest asks for the most approvers, and no cell for more than a graver one', () => {
  const file = new URL('../../../../kit/artefacts/change-actors.yaml', import.meta.url)
  const { cells } = ChangeActors.parse(parse(readFileSync(file, 'utf8')))
  const asked = (severity: number, impact: number) =>
    cells.find((cell) => cell.severity === severity && cell.impact === impact)?.approvers.length ?? 0
  for (const { severity, impact, approvers } of cells) {
    assert.ok(approvers.length >= 1)
    if (severity + impact > 2) assert.ok(approvers.length < asked(1, 1), `${severity} ${impact}`)
    if (severity > 1) assert.ok(approvers.length <= asked(severity - 1, impact))
    if (impact > 1) assert.ok(approvers.length <= asked(severity, impact - 1))
  }
})
