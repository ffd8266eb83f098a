import { readFileSync } from 'node:fs'
import { intervention as en } from '#contract/intervention/en.ts'
import { intervention as fr } from '#contract/intervention/fr.ts'
import { dateFormat } from '#contract/say-date.ts'
import { writePdf } from '#platform/pdf.ts'

/** What stands on the document of a visit. */
export interface Report {
  language: 'fr' | 'en'
  country: string
  zone: string
  currency: string
  provider: { name: string; phone: string | null }
  client: string | null
  number: string
  subject: string
  place: string
  people: readonly string[]
  startedAt: Temporal.Instant
  finishedAt: Temporal.Instant
  workMinutes: number
  travelMinutes: number
  travelKm: number
  /** Those that the client may read. */
  notes: readonly string[]
  parts: readonly { label: string; quantity: number; priceMinor: number | null }[]
  signature: { name: string; at: Temporal.Instant; drawing: Buffer } | null
}

const template = readFileSync(new URL('../../../../kit/templates/visit-report.typ', import.meta.url), 'utf8')

/** « Bon d’intervention » as PDF/A, in the client's language, with times as its provider's clocks show them. */
export const writeReport = (report: Report): Buffer => {
  const { language, zone, country, signature } = report
  const words = language === 'fr' ? fr.paper : en.paper
  const locale = localeOf(language, country)
  const instants = dateFormat(locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  const time = ({ epochMilliseconds }: Temporal.Instant) => instants.format(epochMilliseconds)
  const length = (minutes: number) =>
    minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
  const money = moneyIn(locale, report.currency)
  const day = report.finishedAt.toZonedDateTimeISO(zone)
  const amounts = report.parts.map(amountOf)
  const total = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
  const travel = [
    report.travelMinutes > 0 ? length(report.travelMinutes) : '',
    report.travelKm > 0 ? `${report.travelKm} km` : '',
  ].filter(Boolean)
  const data = {
    words,
    language,
    paper: country === 'CA' || country === 'US' ? 'us-letter' : 'a4',
    day: [day.year, day.month, day.day],
    title: `${words.title} ${report.number}`,
    provider: { name: report.provider.name, phone: report.provider.phone ?? '' },
    date: time(report.finishedAt),
    client: report.client ?? words.own,
    number: report.number,
    subject: report.subject,
    place: report.place,
    times: [
      [words.who, report.people.join(', ')],
      [words.start, time(report.startedAt)],
      [words.end, time(report.finishedAt)],
      [words.workTime, length(report.workMinutes)],
      ...(travel.length === 0 ? [] : [[words.travel, travel.join(', ')]]),
    ],
    notes: report.notes,
    parts: report.parts.map(({ label, quantity, priceMinor }, at) => ({
      label,
      quantity: new Intl.NumberFormat(locale).format(quantity),
      price: money(priceMinor),
      amount: money(amounts[at] ?? null),
    })),
    total: amounts.some((amount) => amount !== null) ? money(total) : null,
    signed: signature === null ? null : { name: signature.name, at: time(signature.at) },
  }
  return writePdf(template, data, signature === null ? {} : { 'signature.svg': signature.drawing })
}

/** Of one line, in the minor unit; what is not charged has none. */
export const amountOf = ({ quantity, priceMinor }: Report['parts'][number]): number | null =>
  priceMinor === null ? null : Math.round((Math.round(quantity * 100) * priceMinor) / 100)

const localeOf = (language: 'fr' | 'en', country: string): string => {
  if (language === 'fr') return country === 'CA' ? 'fr-CA' : 'fr-FR'
  return country === 'CA' ? 'en-CA' : 'en-GB'
}

const moneyIn = (locale: string, currency: string) => {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return (minor: number | null): string => (minor === null ? '' : format.format(minor / 10 ** digits))
}
