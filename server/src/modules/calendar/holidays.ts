import type { CalendarException, Holiday } from '#contract/calendar/shape.ts'
import type { Words } from '#contract/words.ts'

/** ISO 3166: `CA` with region `QC`, `FR` with `67`, `CH` with its canton. */
export type Place = { readonly country: string; readonly region?: string | undefined }

/** What a firm is asked at set-up because the law leaves it open. */
export type HolidayAnswers = {
  readonly pentecostMonday?: 'holiday' | 'worked'
  readonly alsaceMoselle?: 'no' | 'yes'
  readonly easter?: 'goodFriday' | 'easterMonday'
}

export type HolidayQuestion = {
  readonly id: keyof HolidayAnswers
  readonly label: Words
  /** The first is the proposition. */
  readonly options: readonly { readonly id: string; readonly label: Words }[]
}

export function holidayQuestions({ country, region }: Place): HolidayQuestion[] {
  if (country === 'FR') return region ? [pentecostMonday] : [pentecostMonday, alsaceMoselle]
  if (country === 'CA' && region === 'QC') return [easter]
  return []
}

/** Public holidays by date, each date once. The library is heavy, hence loaded when it is first needed. */
export async function publicHolidays(
  { country, region, years }: Place & { readonly years: readonly number[] },
  answers: HolidayAnswers = {},
): Promise<Holiday[]> {
  const { default: Holidays } = await import('date-holidays')
  const isQuebec = country === 'CA' && region === 'QC'
  const state = region ?? (country === 'FR' && answers.alsaceMoselle === 'yes' ? '67' : undefined)
  const library = state ? new Holidays(country, state) : new Holidays(country)
  const isKept = ({ rule, type }: { rule: string; type: string }) => {
    if (country === 'FR' && rule === 'easter 50') return answers.pentecostMonday !== 'worked'
    if (isQuebec && rule === 'easter -2') return answers.easter !== 'easterMonday'
    if (isQuebec && rule === 'easter 1') return answers.easter === 'easterMonday'
    return type === 'public'
  }
  const holidays = years.flatMap((year) => {
    const english = new Map(library.getHolidays(year, 'en').map((day) => [day.rule + day.date, day.name]))
    return library
      .getHolidays(year, 'fr')
      .filter((day) => isKept(day) && isWholeDay(day))
      .map((day) => ({
        date: day.date.slice(0, 10),
        name: { fr: day.name, en: english.get(day.rule + day.date) ?? day.name },
      }))
  })
  return onePerDate(isQuebec ? holidays.flatMap(movedFromSunday) : holidays)
}

/** The regions that have holidays of their own, by their code. */
export async function holidayRegions(country: string): Promise<Record<string, string>> {
  const { default: Holidays } = await import('date-holidays')
  return new Holidays().getStates(country, 'fr') ?? {}
}

/** The Fridays and Mondays between a holiday and a weekend, as closed exceptions for the firm to choose from. */
export function bridges(holidays: readonly Holiday[]): CalendarException[] {
  const dates = new Set(holidays.map(({ date }) => date))
  return holidays.flatMap(({ date, name }) => {
    const day = Temporal.PlainDate.from(date)
    const step = bridgeStep.get(day.dayOfWeek)
    if (!step) return []
    const bridge = day.add({ days: step }).toString()
    return dates.has(bridge) ? [] : [{ date: bridge, spans: [], reason: `Pont : ${name.fr}` }]
  })
}

/** From Tuesday back to Monday, from Thursday on to Friday. */
const bridgeStep = new Map([
  [2, -1],
  [4, 1],
])

const pentecostMonday: HolidayQuestion = {
  id: 'pentecostMonday',
  label: { fr: 'Le lundi de Pentecôte est-il chômé ?', en: 'Is Whit Monday a day off?' },
  options: [
    { id: 'holiday', label: { fr: 'Oui, fermé', en: 'Yes, closed' } },
    { id: 'worked', label: { fr: 'Non, journée de solidarité', en: 'No, it is worked' } },
  ],
}

const alsaceMoselle: HolidayQuestion = {
  id: 'alsaceMoselle',
  label: {
    fr: 'Travaillez-vous en Moselle, dans le Bas-Rhin ou le Haut-Rhin (57, 67, 68) ?',
    en: 'Do you work in Moselle, Bas-Rhin or Haut-Rhin (57, 67, 68)?',
  },
  options: [
    { id: 'no', label: { fr: 'Non', en: 'No' } },
    {
      id: 'yes',
      label: {
        fr: 'Oui : Vendredi saint et 26 décembre aussi',
        en: 'Yes: Good Friday and 26 December as well',
      },
    },
  ],
}

const easter: HolidayQuestion = {
  id: 'easter',
  label: {
    fr: 'Quel jour de Pâques est chômé chez vous ?',
    en: 'Which day at Easter do you take off?',
  },
  options: [
    { id: 'goodFriday', label: { fr: 'Le Vendredi saint', en: 'Good Friday' } },
    { id: 'easterMonday', label: { fr: 'Le lundi de Pâques', en: 'Easter Monday' } },
  ],
}

/** Some Swiss cantons have afternoons off; a calendar writes these as exceptions, by the firm. */
function isWholeDay({ date }: { date: string }): boolean {
  return date.slice(11, 19) === '00:00:00'
}

/** Québec: 24 June (Loi sur la fête nationale, s. 2–5) and 1 July (LNT, s. 60) on a Sunday are taken on Monday. */
function movedFromSunday(holiday: Holiday): Holiday[] {
  const day = Temporal.PlainDate.from(holiday.date)
  if (day.dayOfWeek !== 7 || !/-(06-24|07-01)$/.test(holiday.date)) return [holiday]
  return [holiday, { ...holiday, date: day.add({ days: 1 }).toString() }]
}

function onePerDate(holidays: readonly Holiday[]): Holiday[] {
  const byDate = Map.groupBy(holidays, ({ date }) => date)
  return Array.from(byDate, ([date, same]) => ({
    date,
    name: {
      fr: joined(same.map(({ name }) => name.fr)),
      en: joined(same.map(({ name }) => name.en ?? name.fr)),
    },
  })).sort((a, b) => Temporal.PlainDate.compare(a.date, b.date))
}

function joined(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}
