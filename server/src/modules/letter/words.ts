import type { Language } from '#contract/session/api.ts'
import type { z } from 'zod'

type Spoken = z.infer<typeof Language>

const lengthOf = (minutes: number): string =>
  minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60}`}`

/** What we say of our own in the blocks of a letter. */
export const words = {
  fr: {
    follow: 'Suivre votre demande',
    enter: 'Choisir votre mot de passe',
    readReport: 'Lire le rapport',
    seeWork: 'Voir les travaux prévus',
    noOutage: 'sans interruption prévue',
    outage: (minutes: number) => `interruption prévue d’environ ${lengthOf(minutes)}`,
    settled: 'C’est réglé',
    notYet: 'Pas encore',
    yourPlace: 'chez vous',
    answerHere: 'Vous pouvez répondre directement à ce message.',
    declaredMajor:
      'Nous traitons cet incident en priorité. Vous recevrez nos points de situation jusqu’au rétablissement.',
    receipt: 'C’est un rapport sur votre parc : lisez-le et accusez-en réception.',
    price: 'Prix',
    slot: (from: string, until: string) => `${from} – ${until}`,
  },
  en: {
    follow: 'Follow your request',
    enter: 'Choose your password',
    readReport: 'Read the report',
    seeWork: 'See the planned work',
    noOutage: 'no planned outage',
    outage: (minutes: number) => `planned outage of about ${lengthOf(minutes)}`,
    settled: 'It is settled',
    notYet: 'Not yet',
    yourPlace: 'at your place',
    answerHere: 'You can answer this message directly.',
    declaredMajor:
      'We handle this incident before all others. You will receive our situation updates until it is restored.',
    receipt: 'It is a report on your equipment: read it and acknowledge receipt.',
    price: 'Price',
    slot: (from: string, until: string) => `${from} – ${until}`,
  },
} as const satisfies Record<Spoken, Record<string, unknown>>
