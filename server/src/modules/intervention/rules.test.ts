import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writePdf } from '#platform/pdf.ts'
import { findClashes, type Stay } from './clash.ts'
import { amountOf, writeReport } from './report.ts'
import { drawSignature } from './signature.ts'

const at = (time: string) => Temporal.Instant.from(`2026-03-03T${time}:00Z`)
const stay = (id: string, from: string, until: string, more: Partial<Stay> = {}): Stay => ({
  id,
  state: 'planned',
  personIds: ['p'],
  from: at(from),
  until: at(until),
  ...more,
})

const clashes: [string, Stay[], string[]][] = [
  ['two at once', [stay('a', '08:00', '10:00'), stay('b', '09:00', '11:00')], ['a twice b']],
  ['one after the other', [stay('a', '08:00', '10:00'), stay('b', '10:00', '11:00')], []],
  ['one within the other', [stay('b', '08:00', '12:00'), stay('a', '09:00', '10:00')], ['b twice a']],
  ['different people', [stay('a', '08:00', '10:00'), stay('b', '08:00', '10:00', { personIds: ['q'] })], []],
  ['called off', [stay('a', '08:00', '10:00', { state: 'cancelled' }), stay('b', '08:00', '10:00')], []],
  ['over', [stay('a', '08:00', '10:00', { state: 'done' }), stay('b', '08:00', '10:00')], []],
  [
    'two people, both twice',
    [
      stay('a', '08:00', '10:00', { personIds: ['p', 'q'] }),
      stay('b', '09:00', '9:30'.padStart(5, '0'), { personIds: ['q', 'p'] }),
    ],
    ['a twice b', 'a twice b'],
  ],
  ['away', [stay('a', '13:00', '15:00')], ['a absent']],
  ['away just before', [stay('a', '14:30', '15:00')], []],
]
for (const [name, stays, expected] of clashes) {
  test(`clashes: ${name}`, () => {
    const found = findClashes(stays, [{ personId: 'p', from: at('12:30'), until: at('14:30') }])
    assert.deepEqual(
      found.map(({ interventionId, kind, otherId }) =>
        [interventionId, kind, otherId].filter(Boolean).join(' '),
      ),
      expected,
    )
  })
}

test('a signature is a drawing of numbers, a dot included', () => {
  const svg = drawSignature([
    [1, 2, 3, 4],
    [5, 6],
  ])
  assert.ok(svg.includes('M1 2L3 4') && svg.includes('M5 6l0.1 0'))
})

const amounts: [number, number | null, number | null][] = [
  [1, 8990, 8990],
  [2.5, 120, 300],
  [0.33, 100, 33],
  [1.1, 1099, 1209],
  [3, null, null],
]
for (const [quantity, priceMinor, expected] of amounts) {
  test(`${quantity} at ${priceMinor} makes ${expected}`, () => {
    assert.equal(amountOf({ label: 'x', quantity, priceMinor }), expected)
  })
}

for (const language of ['fr', 'en'] as const) {
  test(`the document is PDF/A in ${language}, whatever was written`, () => {
    const pdf = writeReport({
      language,
      country: 'FR',
      zone: 'Europe/Paris',
      currency: 'EUR',
      provider: { name: 'Éts. Kœnig & fils #set', phone: null },
      client: '#panic("x") $ \\ `code` @ref <label>',
      number: 'INC-42',
      subject: 'Ça marche à moitié – 12 €',
      place: '',
      people: ['Zoé'],
      startedAt: at('08:00'),
      finishedAt: at('09:00'),
      workMinutes: 60,
      travelMinutes: 0,
      travelKm: 0,
      notes: ['a\u0000b', '= Titre #import'],
      parts: [{ label: 'x', quantity: 1, priceMinor: null }],
      signature: { name: 'Léa', at: at('09:00'), drawing: Buffer.from(drawSignature([[1, 2, 30, 40]])) },
    })
    const text = pdf.toString('latin1')
    assert.match(text, /^%PDF-/)
    assert.match(text, /pdfaid/)
  })
}

test('a character that no font has makes a plain document rather than none', () => {
  const template = '#let d = json(bytes(sys.inputs.data))\n#d'
  assert.match(writePdf(template, 'Fait \u{1F600} 漢字').toString('latin1'), /^%PDF-/)
})
