import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Calendar, Delay } from './shape.ts'

const noon = [{ from: '09:00', to: '12:30' }]
const calendar = {
  name: { fr: 'Heures de service' },
  zone: 'Europe/Paris',
  week: { 1: noon, 2: noon, 3: noon, 4: noon, 5: noon, 6: [], 7: [] },
  holidays: [{ date: '2026-05-25', name: { fr: 'Lundi de Pentecôte' } }],
  exceptions: [{ date: '2026-05-25', spans: noon, reason: 'Permanence' }],
}

const refused: {
  what: string
  change: Partial<Record<keyof Calendar, unknown>>
  path: string
  says: RegExp
}[] = [
  { what: 'a zone nobody lives in', change: { zone: 'Europe/Lutece' }, path: 'zone', says: /Europe\/Paris/ },
  { what: 'a bare offset', change: { zone: '+01:00' }, path: 'zone', says: /time zone/ },
  {
    what: 'spans that overlap',
    change: { week: { ...calendar.week, 2: [...noon, { from: '12:00', to: '18:00' }] } },
    path: 'week.2.1.from',
    says: /12:00 comes before 12:30/,
  },
  {
    what: 'spans out of order',
    change: { week: { ...calendar.week, 2: [{ from: '14:00', to: '18:00' }, ...noon] } },
    path: 'week.2.1.from',
    says: /in order/,
  },
  {
    what: 'a span that ends before it begins',
    change: { week: { ...calendar.week, 3: [{ from: '18:00', to: '09:00' }] } },
    path: 'week.3.0.to',
    says: /end after/,
  },
  {
    what: 'an hour that does not exist',
    change: { week: { ...calendar.week, 3: [{ from: '09:00', to: '24:30' }] } },
    path: 'week.3.0.to',
    says: /HH:MM/,
  },
  {
    what: 'a week without its Sunday',
    change: { week: { ...calendar.week, 7: undefined } },
    path: 'week.7',
    says: /./,
  },
  {
    what: 'a date that does not exist',
    change: { holidays: [{ date: '2026-02-29', name: { fr: 'Jamais' } }] },
    path: 'holidays.0.date',
    says: /must exist/,
  },
  {
    what: 'the same holiday twice',
    change: { holidays: [...calendar.holidays, ...calendar.holidays] },
    path: 'holidays.1.date',
    says: /2026-05-25 is there twice/,
  },
  {
    what: 'the same exception twice',
    change: { exceptions: [...calendar.exceptions, ...calendar.exceptions] },
    path: 'exceptions.1.date',
    says: /twice/,
  },
  {
    what: 'an exception without a reason',
    change: { exceptions: [{ date: '2026-05-26', spans: [], reason: '' }] },
    path: 'exceptions.0.reason',
    says: /./,
  },
]

test('a calendar with a holiday that an exception replaces is accepted', () => {
  assert.deepEqual(Calendar.parse(calendar), calendar)
})

test('a day may be open until midnight, in spans that touch', () => {
  const spans = [
    { from: '00:00', to: '12:00' },
    { from: '12:00', to: '24:00' },
  ]
  assert.ok(Calendar.safeParse({ ...calendar, week: { ...calendar.week, 6: spans } }).success)
})

for (const { what, change, path, says } of refused) {
  test(`a calendar refuses ${what} and says where`, () => {
    const { error } = Calendar.safeParse({ ...calendar, ...change })
    assert.deepEqual(
      error?.issues.map((issue) => issue.path.join('.')),
      [path],
    )
    assert.match(error?.issues[0]?.message ?? '', says)
  })
}

test('a delay is a whole number above zero of minutes, hours or days of service', () => {
  assert.ok(Delay.safeParse({ value: 2, unit: 'serviceDay' }).success)
  for (const delay of [
    { value: 0, unit: 'minute' },
    { value: 1.5, unit: 'hour' },
    { value: 1, unit: 'day' },
  ]) {
    assert.ok(!Delay.safeParse(delay).success)
  }
})
