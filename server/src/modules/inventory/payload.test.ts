import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createGzip, deflateSync, gzipSync, constants } from 'node:zlib'
import { inventoryFile, valueOf } from '../../testing/inventories.ts'
import { payloadLimits, readPayload } from './payload.ts'

const read = (body: string | Uint8Array) => readPayload([typeof body === 'string' ? Buffer.from(body) : body])
const megabyte = 1024 * 1024

describe('what comes in', () => {
  for (const level of [0, 1, 6, 9])
    test(`zlib of level ${level} is known by its first bytes`, async () => {
      const { compression, format, text } = valueOf(await read(deflateSync('<REQUEST/>', { level })))
      assert.deepEqual([compression, format, text], ['zlib', 'xml', '<REQUEST/>'])
    })

  test('gzip and plain text are known too, in one piece or byte by byte', async () => {
    for (const [body, compression, format] of [
      [gzipSync('{"a":1}'), 'gzip', 'json'],
      [Buffer.from('{"a":1}'), 'plain', 'json'],
      [Buffer.from('\n  <a/>'), 'plain', 'xml'],
    ] as const) {
      const whole = valueOf(await readPayload([body]))
      const dripped = valueOf(await readPayload([...body].map((byte) => Uint8Array.of(byte))))
      assert.deepEqual(dripped, whole)
      assert.deepEqual([whole.compression, whole.format], [compression, format])
    }
  })

  test('what a real agent has sent is read', async () => {
    const { compression, text } = valueOf(await read(inventoryFile('ocs')))
    assert.equal(compression, 'zlib')
    assert.match(text, /<QUERY>INVENTORY<\/QUERY>/)
  })

  const latin = (text: string) => Buffer.from(text, 'latin1')
  const cases: [string, Buffer, string][] = [
    ['a byte order mark is left out', Buffer.from('\uFEFF<a>é</a>'), '<a>é</a>'],
    [
      'declared ISO-8859-1 is read as such',
      latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>café</a>'),
      'café',
    ],
    [
      'UTF-8 that says it is ISO-8859-1 is read as what it is',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>café</a>'),
      'café',
    ],
    ['ISO-8859-1 that says nothing is guessed', latin('<?xml version="1.0"?><a>café</a>'), 'café'],
    [
      'one broken byte in good UTF-8 becomes a mark of replacement',
      Buffer.concat([Buffer.from('<a>é'), Buffer.from([0xff]), Buffer.from('</a>')]),
      'é\uFFFD',
    ],
    ['control characters and NUL disappear', Buffer.from('<a>x\u0000\u0001\u001By</a>'), '<a>xy</a>'],
  ]
  for (const [name, body, expected] of cases)
    test(name, async () => {
      assert.ok(valueOf(await read(body)).text.includes(expected))
    })
})

describe('what is refused', () => {
  const zlib = deflateSync('<REQUEST>'.repeat(1000))
  const cases: [string, string | Buffer, string][] = [
    ['nothing', '', 'empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'not-xml-or-json'],
    ['words', 'hello', 'not-xml-or-json'],
    ['spaces alone', ' '.repeat(10_000), 'not-xml-or-json'],
    ['a list in JSON', '[{}]', 'not-xml-or-json'],
    ['zlib that ends too early', zlib.subarray(0, zlib.length - 12), 'cut-short'],
    ['gzip that ends too early', gzipSync('<a/>').subarray(0, 12), 'cut-short'],
    [
      'zlib with broken bytes inside',
      Buffer.concat([zlib.subarray(0, 2), Buffer.alloc(50, 0xff)]),
      'not-readable',
    ],
    ['zlib of no known thing', deflateSync('hello'), 'not-xml-or-json'],
    ['zlib within zlib', deflateSync(deflateSync('<a/>')), 'not-xml-or-json'],
  ]
  for (const [name, body, refused] of cases)
    test(`${name}: ${refused}`, async () => assert.deepEqual(await read(body), { refused }))

  test('a body of 300 MB is left standing at 20', async () => {
    let sent = 0
    let isEnded = false
    const endless = async function* () {
      try {
        for (; sent < 300 * megabyte; sent += megabyte) yield Buffer.alloc(megabyte, '<')
      } finally {
        isEnded = true
      }
    }
    assert.deepEqual(await readPayload(endless()), { refused: 'too-large' })
    assert.ok(sent <= payloadLimits.bodyBytes, `${sent} bytes were taken`)
    assert.ok(isEnded, 'the sender was told that nobody listens any more')
  })

  test('10 MB that would inflate to 10 GB cost no more than an honest report', async () => {
    const bomb = await bombOf(10 * megabyte)
    assert.ok(bomb.length > 9 * megabyte && bomb.length < payloadLimits.bodyBytes)
    const [before, began] = [process.memoryUsage().rss, performance.now()]
    assert.deepEqual(await readPayload([bomb]), { refused: 'inflates-too-much' })
    assert.ok(performance.now() - began < 5000)
    assert.ok(process.memoryUsage().rss - before < 200 * megabyte)
  })

  test('a small bomb is stopped by its ratio', async () => {
    const small = deflateSync(Buffer.alloc(20 * megabyte, '<'))
    assert.ok(small.length < 30_000)
    assert.deepEqual(await read(small), { refused: 'inflates-too-much' })
  })

  test('under a megabyte a report may repeat itself as much as it likes', async () => {
    const text = `<a>${' '.repeat(900_000)}</a>`
    assert.equal(valueOf(await read(deflateSync(text, { level: 9 }))).text.length, text.length)
  })
})

/** Of zeros, a thousand to one: a gzip stream whose blocks are repeated up to the size. */
const bombOf = async (bytes: number): Promise<Buffer> => {
  const gzip = createGzip({ level: constants.Z_BEST_COMPRESSION })
  const pieces: Buffer[] = []
  gzip.on('data', (piece: Buffer) => pieces.push(piece))
  const zeros = Buffer.alloc(16 * megabyte)
  gzip.write(zeros)
  await new Promise<void>((resolve) => gzip.flush(constants.Z_FULL_FLUSH, () => resolve()))
  const head = Buffer.concat(pieces)
  // After a full flush a block stands for itself: what follows the ten bytes of the header may be repeated.
  const block = head.subarray(10)
  gzip.destroy()
  return Buffer.concat([head, ...Array.from({ length: Math.ceil(bytes / block.length) }, () => block)])
}
