import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { extractText } from './extract.ts'
import { textOf } from './office.ts'
import { mostCharacters } from './read.ts'

async function* once(bytes: Uint8Array) {
  yield bytes
}
const read = (bytes: Uint8Array, name: string, seconds?: number) => extractText(once(bytes), name, seconds)

/** One page that shows a content stream. */
const pdf = (stream: Buffer, filter = ''): Buffer => {
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    ),
    Buffer.concat([
      Buffer.from(`<< /Length ${stream.length} ${filter} >>\nstream\n`),
      stream,
      Buffer.from('\nendstream'),
    ]),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  ]
  const parts = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(Buffer.concat(parts).length)
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'))
  }
  const start = Buffer.concat(parts).length
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 6\n0000000000 65535 f \n${lines}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`,
    ),
  )
  return Buffer.concat(parts)
}
const show = (words: string) => Buffer.from(`BT /F1 12 Tf 20 200 Td (${words}) Tj ET`)
const docx = (xml: string) => zipSync({ 'word/document.xml': strToU8(xml) })

test('the text of a PDF, of office files and of plain text is read, whatever the file is called', async () => {
  const cases: [Uint8Array, string, string][] = [
    [pdf(show('Bonjour quetzal')), 'facture.bin', 'Bonjour quetzal'],
    [pdf(deflateSync(show('Bonjour quetzal')), '/Filter /FlateDecode'), 'facture.pdf', 'Bonjour quetzal'],
    [docx('<w:p><w:r><w:t>Bon</w:t></w:r><w:t>jour</w:t></w:p><w:p>à&#233;</w:p>'), 'a.docx', 'Bonjour àé'],
    [zipSync({ 'content.xml': strToU8('<text:p>Un<text:s/>mot</text:p>') }), 'a.odt', 'Un mot'],
    [
      zipSync({ 'xl/sharedStrings.xml': strToU8('<si><t>un</t></si><si><t>deux</t></si>') }),
      'a.xlsx',
      'un deux',
    ],
    [Buffer.from('Le courriel\r\nest là'), 'a.txt', 'Le courriel est là'],
    [Buffer.from('caf\u00e9', 'latin1'), 'a.log', 'café'],
  ]
  for (const [bytes, name, text] of cases) {
    assert.deepEqual(await read(bytes, name), { state: 'indexed', text }, name)
  }
})

test('what holds no text gives none, and no error: a scan, a picture, an archive, a program', async () => {
  const cases: [Uint8Array, string][] = [
    [pdf(Buffer.from('0 0 300 300 re f')), 'scan.pdf'],
    [Buffer.from('89504e470d0a1a0a', 'hex'), 'a.png'],
    [zipSync({ 'a.txt': strToU8('caché') }), 'a.zip'],
    [Buffer.from([0x4d, 0x5a, 0, 0]), 'a.exe'],
    [Buffer.from([0x4d, 0x5a, 0, 0]), 'a.txt'],
    [Buffer.alloc(0), 'vide.txt'],
  ]
  for (const [bytes, name] of cases) assert.deepEqual(await read(bytes, name), { state: 'none' }, name)
})

test('a file that is broken says so and breaks nothing', async () => {
  for (const [bytes, name] of [
    [Buffer.from('%PDF-1.7 et rien de plus'), 'a.pdf'],
    [Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)]), 'a.docx'],
  ] as const) {
    const found = await read(bytes, name)
    assert.equal(found.state, 'failed', name)
    assert.ok(found.state === 'failed' && found.reason.length > 3)
  }
})

test('a bomb is not unpacked: neither an archive that says so, nor one that lies, nor a PDF', async () => {
  const heavy = zipSync({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024) }, { level: 6 })
  assert.ok(heavy.length < 200_000)
  assert.deepEqual(await read(heavy, 'a.docx'), {
    state: 'failed',
    reason: 'the archive unpacks to too much',
  })

  // The sizes in both headers are made small: what comes out must not go beyond them.
  const lying = Buffer.from(heavy)
  for (const [mark, at] of [
    ['504b0304', 22],
    ['504b0102', 24],
  ] as const) {
    lying.writeUInt32LE(1000, lying.indexOf(Buffer.from(mark, 'hex')) + at)
  }
  const small = await read(lying, 'a.docx')
  assert.ok(small.state !== 'indexed', JSON.stringify(small).slice(0, 200))

  const bomb = deflateSync(Buffer.alloc(400 * 1024 * 1024, ' '), { level: 9 })
  const begun = performance.now()
  const found = await read(pdf(bomb, '/Filter /FlateDecode'), 'a.pdf', 8)
  assert.ok(found.state !== 'indexed')
  assert.ok(performance.now() - begun < 12_000)
})

test('who takes too long is ended, and what is long is cut', async () => {
  const found = await read(pdf(show('x')), 'a.pdf', 0.05)
  assert.deepEqual(found, { state: 'failed', reason: 'it takes too long to read' })
  const long = await read(Buffer.from('mot '.repeat(200_000)), 'a.txt')
  assert.ok(long.state === 'indexed' && long.text.length <= mostCharacters && long.text.length > 90_000)
})

test('markup that never closes, and entities that call each other, take no time', () => {
  const begun = performance.now()
  textOf('<'.repeat(5_000_000))
  textOf('&'.repeat(5_000_000))
  assert.equal(textOf('<!DOCTYPE a [<!ENTITY b "lol">]><a>&b;&#xD800;&amp;</a>').includes('lollol'), false)
  assert.ok(performance.now() - begun < 5000)
})
