import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { inventoryFile, valueOf } from '../../testing/inventories.ts'
import { readJson } from './json.ts'
import { readXml, treeLimits, type XmlElement } from './xml.ts'

const element = (name: string, text = '', children: XmlElement[] = []): XmlElement => ({
  name,
  text,
  children,
})

describe('XML', () => {
  const cases: [string, string, XmlElement][] = [
    ['text', '<a>x</a>', element('a', 'x')],
    ['an empty element, both ways', '<a><b/><c></c></a>', element('a', '', [element('b'), element('c')])],
    ['references', '<a>&lt;&amp;&#233;&#xE9;&quot;&apos;&gt;</a>', element('a', '<&éé"\'>')],
    ['a reference to what XML forbids', '<a>x&#1;&#0;&#xD800;&#x110000;y</a>', element('a', 'xy')],
    ['CDATA', '<a>1<![CDATA[<b>&amp;]]>2</a>', element('a', '1<b>&amp;2')],
    [
      'comments and instructions',
      '<?xml version="1.0"?><!-- <b> --><a>x<?php x?><!--y-->z</a><!-- -->',
      element('a', 'xz'),
    ],
    ['attributes, which are left out', `<a b="1>2" c='"'><d e = "x"/></a>`, element('a', '', [element('d')])],
  ]
  for (const [name, text, expected] of cases)
    test(`${name} is read`, () => assert.deepEqual(readXml(text), { value: expected }))

  const refusals: [string, string, string][] = [
    ['a document type', '<!DOCTYPE a><a/>', 'has-doctype'],
    [
      'one in lower case, later',
      '<?xml version="1.0"?>\n<!doctype a SYSTEM "file:///etc/passwd"><a/>',
      'has-doctype',
    ],
    ['billion laughs', `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>`, 'has-doctype'],
    ['an entity of one’s own', '<a>&b;</a>', 'not-well-formed'],
    ['a bare ampersand', '<a>R & D</a>', 'not-well-formed'],
    ['crossed elements', '<a><b></a></b>', 'not-well-formed'],
    ['two roots', '<a/><b/>', 'not-well-formed'],
    ['text before the root', 'x<a/>', 'not-well-formed'],
    ['text after the root', '<a/>x', 'not-well-formed'],
    ['an end without a beginning', '</a>', 'not-well-formed'],
    ['an attribute without a value', '<a b></a>', 'not-well-formed'],
    ['a tag in a tag', '<a <b/>></a>', 'not-well-formed'],
    ['CDATA outside', '<![CDATA[x]]><a/>', 'not-well-formed'],
    ['nothing', '', 'cut-short'],
    ['an open element', '<a><b></b>', 'cut-short'],
    ['half a tag', '<a><b', 'cut-short'],
    ['an open comment', '<a><!-- </a>', 'cut-short'],
    ['open CDATA', '<a><![CDATA[ </a>', 'cut-short'],
  ]
  for (const [name, text, refused] of refusals)
    test(`${name} is refused: ${refused}`, () => assert.deepEqual(readXml(text), { refused }))

  test('a hundred thousand levels are refused at the thirty-third', () => {
    assert.deepEqual(readXml('<a>'.repeat(100_000)), { refused: 'too-deep' })
    const fits = `${'<a>'.repeat(32)}${'</a>'.repeat(32)}`
    assert.ok('value' in readXml(fits))
  })

  test('a quarter of a million elements fit, one more does not', () => {
    const some = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`
    assert.ok('value' in readXml(some(treeLimits.nodes)))
    assert.deepEqual(readXml(some(treeLimits.nodes + 1)), { refused: 'too-many-nodes' })
  })

  test('wherever a real report is cut, the answer is a refusal', () => {
    const text = inventoryFile('noSerial').toString('utf8').trimEnd()
    valueOf(readXml(text))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (length) => {
        assert.ok('refused' in readXml(text.slice(0, length)))
      }),
      { numRuns: 300 },
    )
  })

  test('whatever tree is written is read again', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/)
    const { tree } = fc.letrec<{ tree: XmlElement }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.record(
          { name, text: fc.string({ unit: 'grapheme' }), children: fc.constant<XmlElement[]>([]) },
          { noNullPrototype: true },
        ),
        fc.record(
          { name, text: fc.constant(''), children: fc.array(tie('tree'), { minLength: 1, maxLength: 5 }) },
          { noNullPrototype: true },
        ),
      ),
    }))
    fc.assert(fc.property(tree, (one) => assert.deepEqual(readXml(written(one)), { value: one })))
  })

  test('no text whatever makes it fail or run away', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      '="',
      "'",
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<a>',
      '</a>',
      ' ',
      '<?',
      '?>',
      '<!',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const outcome = readXml(pieces.join(''))
        assert.ok('value' in outcome || 'refused' in outcome)
      }),
      { numRuns: 3000 },
    )
  })

  for (const [name, text] of [
    ['spaces in a tag', `<a${' '.repeat(2_000_000)}`],
    ['attributes', `<a${' b="c"'.repeat(400_000)}>`],
    ['ampersands', `<a>${'&amp;'.repeat(400_000)}</a>`],
    ['CDATA', `<a>${'<![CDATA[]]>'.repeat(200_000)}</a>`],
    ['comments', `<a>${'<!---->'.repeat(300_000)}</a>`],
  ] as const)
    test(`two million characters of ${name} take their time once, not squared`, () => {
      const began = performance.now()
      readXml(text)
      assert.ok(performance.now() - began < 3000)
    })
})

describe('JSON', () => {
  const refusals: [string, string, string][] = [
    ['a hundred thousand lists', `{"a":${'['.repeat(100_000)}`, 'too-deep'],
    ['too many values', `{"a":[${'0,'.repeat(treeLimits.nodes)}0]}`, 'too-many-nodes'],
    ['half a text', '{"a":"b', 'cut-short'],
    ['half an object', '{"a":{"b":1}', 'cut-short'],
    ['a comma too many', '{"a":1,}', 'not-well-formed'],
    ['two objects', '{}{}', 'not-well-formed'],
    ['brackets the wrong way round', '{"a":[}]', 'not-well-formed'],
  ]
  for (const [name, text, refused] of refusals)
    test(`${name}: ${refused}`, () => assert.deepEqual(readJson(text), { refused }))

  test('brackets, commas and quotes inside a text are text', () => {
    const object = { a: `[[[{{{,,,"\\"\\`.repeat(100), b: '\\' }
    assert.deepEqual(valueOf(readJson(JSON.stringify(object))), object)
  })

  test('of two equal keys the last holds', () => {
    assert.deepEqual(valueOf(readJson('{"deviceid":"a","deviceid":"b"}')), { deviceid: 'b' })
  })

  test('no object of JSON is refused that is small enough', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (object) => {
        const text = JSON.stringify(object)
        assert.equal(JSON.stringify(valueOf(readJson(text))), JSON.stringify(JSON.parse(text)))
      }),
    )
  })
})

const written = ({ name, text, children }: XmlElement): string => {
  const escaped = text.replace(/[&<>]/gu, (one) => `&#${one.codePointAt(0)};`)
  return `<${name}>${escaped}${children.map(written).join('')}</${name}>`
}
