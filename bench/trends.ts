import type { Town } from './fill/town.ts'
import { staffJob, type Job } from './jobs.ts'

/** What a review of trends asks, and what somebody asks who looks at them between two reviews. */
export const trendJobs = ({ services, clients }: Town): Job[] => {
  const today = Temporal.Now.plainDateISO()
  const month = today.with({ day: 1 })
  const span = (months: number): string =>
    `from=${month.subtract({ months }).toString()}&to=${month.subtract({ days: 1 }).toString()}`
  const job = (name: string, title: string, questions: readonly string[]): Job =>
    staffJob(
      name,
      title,
      questions.map((question) => `/trends?${question}`),
    )
  const each = (list: readonly string[], name: string) => list.slice(0, 6).map((id) => `${name}=${id}`)
  return [
    job('trend-service', 'trends of a month by service', [`${span(1)}&by=service`]),
    job('trend-client', 'trends of a month by client', [`${span(1)}&by=client`]),
    job('trend-cause', 'trends of a month by cause', [`${span(1)}&by=cause`]),
    job('trend-text', 'trends of a month by similar titles', [`${span(1)}&by=text`]),
    job(
      'trend-one',
      'trends of a month of one client or service, by category',
      [...each(clients, 'client'), ...each(services, 'service')].map(
        (filter) => `${span(1)}&by=category&${filter}`,
      ),
    ),
    job('trend-year', 'trends of a year by service', [`${span(12)}&by=service`]),
  ]
}
