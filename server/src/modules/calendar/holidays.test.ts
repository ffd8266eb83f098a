import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bridges, holidayQuestions, holidayRegions, publicHolidays } from './holidays.ts'
import type { HolidayAnswers, Place } from './holidays.ts'

const cases: {
  what: string
  place: Place
  year: number
  answers?: HolidayAnswers
  has: string[]
  hasNot: string[]
}[] = [
  {
    what: 'France by default',
    place: { country: 'FR' },
    year: 2026,
    has: ['2026-04-06', '2026-05-25', '2026-07-14'],
    hasNot: ['2026-04-03', '2026-12-26', '2026-05-24', '2026-05-31'],
  },
  {
    what: 'France where Whit Monday is worked',
    place: { country: 'FR' },
    year: 2026,
    answers: { pentecostMonday: 'worked' },
    has: ['2026-04-06'],
    hasNot: ['2026-05-25'],
  },
  {
    what: 'Alsace and Moselle by the answer',
    place: { country: 'FR' },
    year: 2026,
    answers: { alsaceMoselle: 'yes' },
    has: ['2026-04-03', '2026-12-26'],
    hasNot: [],
  },
  {
    what: 'Moselle by its number',
    place: { country: 'FR', region: '57' },
    year: 2026,
    has: ['2026-04-03', '2026-12-26'],
    hasNot: [],
  },
  {
    what: 'Québec by default',
    place: { country: 'CA', region: 'QC' },
    year: 2026,
    has: ['2026-04-03', '2026-05-18', '2026-06-24', '2026-07-01'],
    hasNot: ['2026-04-06', '2026-08-03', '2026-11-11', '2026-12-26'],
  },
  {
    what: 'Québec where Easter Monday is taken',
    place: { country: 'CA', region: 'QC' },
    year: 2026,
    answers: { easter: 'easterMonday' },
    has: ['2026-04-06'],
    hasNot: ['2026-04-03'],
  },
  {
    what: 'Québec when both national days fall on a Sunday',
    place: { country: 'CA', region: 'QC' },
    year: 2029,
    has: ['2029-06-24', '2029-06-25', '2029-07-01', '2029-07-02'],
    hasNot: [],
  },
  {
    what: 'Belgium',
    place: { country: 'BE' },
    year: 2026,
    has: ['2026-07-21', '2026-11-11'],
    hasNot: ['2026-11-15'],
  },
  {
    what: 'Geneva, of which no other canton',
    place: { country: 'CH', region: 'GE' },
    year: 2026,
    has: ['2026-08-01', '2026-09-10', '2026-12-31'],
    hasNot: ['2026-01-02'],
  },
  {
    what: 'Valais, without its half days',
    place: { country: 'CH', region: 'VS' },
    year: 2026,
    has: ['2026-08-01'],
    hasNot: ['2026-12-24', '2026-05-01'],
  },
  { what: 'Luxembourg', place: { country: 'LU' }, year: 2026, has: ['2026-06-23'], hasNot: ['2026-04-03'] },
]

for (const { what, place, year, answers, has, hasNot } of cases) {
  test(`public holidays are right for ${what}`, async () => {
    const dates = (await publicHolidays({ ...place, years: [year] }, answers)).map(({ date }) => date)
    assert.deepEqual(
      has.filter((date) => !dates.includes(date)),
      [],
    )
    assert.deepEqual(
      hasNot.filter((date) => dates.includes(date)),
      [],
    )
  })
}

test('holidays are named in both languages, in the order of time, each date once', async () => {
  const holidays = await publicHolidays({ country: 'FR', years: [2009, 2008] })
  const dates = holidays.map(({ date }) => date)
  assert.deepEqual(dates, [...new Set(dates)].sort())
  assert.deepEqual(holidays.find(({ date }) => date === '2008-05-01')?.name, {
    fr: 'Fête du travail, Ascension',
    en: 'Labour Day, Ascension Day',
  })
})

test('a firm is asked only what the law of its place leaves open', () => {
  const asked = (place: Place) => holidayQuestions(place).map(({ id }) => id)
  assert.deepEqual(asked({ country: 'FR' }), ['pentecostMonday', 'alsaceMoselle'])
  assert.deepEqual(asked({ country: 'FR', region: '67' }), ['pentecostMonday'])
  assert.deepEqual(asked({ country: 'CA', region: 'QC' }), ['easter'])
  assert.deepEqual(asked({ country: 'LU' }), [])
})

test('bridges are proposed as closed exceptions, never on a holiday', async () => {
  const found = bridges(await publicHolidays({ country: 'FR', years: [2026] }))
  assert.deepEqual(
    found.map(({ date, reason }) => [date, reason]),
    [
      ['2026-01-02', 'Pont : Nouvel An'],
      ['2026-05-15', 'Pont : Ascension'],
      ['2026-07-13', 'Pont : Fête Nationale de la France'],
    ],
  )
})

test('the cantons can be listed', async () => {
  const cantons = await holidayRegions('CH')
  assert.equal(Object.keys(cantons).length, 26)
  assert.equal(cantons['GE'], 'Canton de Genève')
})
