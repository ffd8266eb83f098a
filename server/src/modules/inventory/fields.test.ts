import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, mac, megabits, megabytes, text, type Coercion } from './fields.ts'

describe('fields as agents write them', () => {
  const rows: [Coercion<unknown>, unknown, unknown, string?][] = [
    [day, '2025/04/20 00:00:00', '2025-04-20'],
    [day, '2025-4-2', '2025-04-02'],
    [day, '20250420', '2025-04-20'],
    [day, '20/04/2025', '2025-04-20'],
    [day, '2024-02-29', '2024-02-29'],
    [day, '2023-02-29', null, 'not-a-date'],
    [day, '2100-02-29', null, 'not-a-date'],
    [day, '2025-13-01', null, 'not-a-date'],
    [day, '2025-06-31', null, 'not-a-date'],
    [day, '', null],
    [day, '1970-00-01', null, 'not-a-date'],
    [day, '1970-01-01', null, 'not-a-date'],
    [day, '31/02/2025', null, 'not-a-date'],
    [day, '04/20/2025', null, 'not-a-date'],
    [day, 'yesterday', null, 'not-a-date'],
    [day, 1745107200, null, 'not-a-date'],
    [megabytes, '24105', 24105],
    [megabytes, 24105, 24105],
    [megabytes, '274877.906944', 274878],
    [megabytes, '2 GiB', 2048],
    [megabytes, '2048MB', 2048],
    [megabytes, '1,5 Go', 1536],
    [megabytes, '', null],
    [megabytes, 'lots', null, 'not-a-number'],
    [megabytes, '12 parsecs', null, 'not-a-number'],
    [megabytes, 'constructor', null, 'not-a-number'],
    [megabytes, '5 constructor', null, 'not-a-number'],
    [megabytes, '-5', null, 'out-of-range'],
    [megabytes, '9'.repeat(30), null, 'out-of-range'],
    [megabytes, '9'.repeat(100), null, 'not-a-number'],
    [megabytes, 1e308, null, 'not-a-number'],
    [megabytes, {}, null, 'not-a-number'],
    [megabits, '-1 Mbps', null],
    [megabits, '1 Gbps', 1000],
    [megabits, '1000 Mbps', 1000],
    [mac, '02-00-5E-10-00-21', '02:00:5e:10:00:21'],
    [mac, '0200.5e10.0021', '02:00:5e:10:00:21'],
    [mac, '80:00:00:48:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:10:3b', null, 'not-a-mac'],
    [text(), 'a\u0000\u001B[31m\u202Eb', 'a [31m b'],
    [text(), '  a \n b  ', 'a b'],
    [text(), 7, '7'],
    [text(), '\u0007', null],
    [text(), [], null, 'not-text'],
    [text(4), 'abcdef', 'abcd', 'too-long'],
    [text(4), '😀😀😀', '😀😀', 'too-long'],
    [text(), '\uD800', '\uFFFD'],
  ]
  for (const [coercion, raw, value, problem] of rows)
    test(`${JSON.stringify(raw)?.slice(0, 40)} is ${JSON.stringify(value)}${problem === undefined ? '' : `, ${problem}`}`, () => {
      const read = coercion(raw)
      assert.deepEqual([read.value, read.problem], [value, problem])
    })
})
