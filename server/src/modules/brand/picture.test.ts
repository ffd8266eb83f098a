import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { aJpeg, aPng, webps } from '../../testing/pictures.ts'
import { readPicture } from './picture.ts'

test('PNG, JPEG and WebP are known by their bytes, with their sizes', () => {
  assert.deepEqual(readPicture(aPng(120, 40)), { mediaType: 'image/png', width: 120, height: 40 })
  assert.deepEqual(readPicture(aJpeg()), { mediaType: 'image/jpeg', width: 1, height: 1 })
  for (const webp of webps)
    assert.deepEqual(readPicture(webp), { mediaType: 'image/webp', width: 1, height: 1 })
})

const script = Buffer.from('<script>alert(1)</script>')
const good = [aPng(), aJpeg(), ...webps]
const hostile: [string, Buffer][] = [
  ['nothing', Buffer.alloc(0)],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['GIF', Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')],
  ['a signature and nothing else', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['a PNG that holds no picture', Buffer.concat([aPng().subarray(0, 33), aPng().subarray(-12)])],
  [
    'a PNG whose piece is longer than the file',
    Buffer.concat([aPng().subarray(0, 33), Buffer.alloc(40, 0x7f)]),
  ],
  ['a PNG of no width', aPng(0, 8)],
  ['a JPEG without its end', aJpeg().subarray(0, -2)],
  ['a JPEG of an endless segment', Buffer.from('ffd8ffe0ffffffd9', 'hex')],
  ['a JPEG of an empty segment', Buffer.from(`ffd8${'ffe00000'.repeat(4)}ffd9`, 'hex')],
  ...good.map((bytes): [string, Buffer] => ['a page behind a picture', Buffer.concat([bytes, script])]),
  ...good.map((bytes): [string, Buffer] => ['a page before a picture', Buffer.concat([script, bytes])]),
  ['a second JPEG behind the first', Buffer.concat([aJpeg(), aJpeg()])],
]
for (const [what, bytes] of hostile) {
  test(`${what} is no picture`, () => assert.equal(readPicture(bytes), null))
}

test('whatever bytes come, it answers', () => {
  const anything = fc.uint8Array({ maxLength: 400 })
  fc.assert(
    fc.property(fc.constantFrom(...good), anything, fc.nat(300), (bytes, noise, at) => {
      const mixed = Buffer.from(bytes)
      mixed.set(noise.subarray(0, Math.max(0, mixed.length - at)), Math.min(at, mixed.length))
      readPicture(mixed)
      readPicture(Buffer.from(noise))
      return true
    }),
    { numRuns: 3000 },
  )
})
