import { words } from './api-page-words.ts'
import type { Json } from './openapi-shapes.ts'
import type { Language } from './problem.ts'

interface Field {
  name: string
  place: string
  schema: Json
  isRequired: boolean
  notes: string
}

export const parametersOf = (operation: Json, document: Json, language: Language): Field[] =>
  asList(operation['parameters']).map((given) => {
    const parameter = resolved(asJson(given), document)
    const place = parameter['in']
    const known = place === 'path' || place === 'query' || place === 'header' ? place : 'query'
    return {
      name: textOf(parameter['name']),
      place: words[language][known],
      schema: asJson(parameter['schema']),
      isRequired: parameter['required'] === true,
      notes: textOf(parameter['description']),
    }
  })

export const bodyOf = (operation: Json, document: Json, language: Language): Field[] =>
  Object.entries(asJson(asJson(operation['requestBody'])['content'])).flatMap(([mediaType, content]) => {
    const place = words[language][mediaType === 'application/json' ? 'body' : 'form']
    return fieldsOf(resolved(asJson(asJson(content)['schema']), document), place)
  })

/** An object's fields; those of an object inside it follow with a dotted name. */
const fieldsOf = (schema: Json, place: string, prefixed = ''): Field[] => {
  const required = new Set(asList(schema['required']).map(String))
  return Object.entries(asJson(schema['properties'])).flatMap(([name, given]) => {
    const own = asJson(given)
    const field = {
      name: `${prefixed}${name}`,
      place,
      schema: own,
      isRequired: required.has(name),
      notes: '',
    }
    const inner = own['type'] === 'array' ? asJson(own['items']) : own
    const suffix = own['type'] === 'array' ? '[].' : '.'
    return [field, ...fieldsOf(inner, place, `${prefixed}${name}${suffix}`)]
  })
}

export const shapeHtml = (schema: Json, language: Language): string => {
  const fields = fieldsOf(schema, '')
  return fields.length === 0 ? `<p>${typeHtml(schema)}</p>` : tableOf(fields, language)
}

export const tableOf = (fields: readonly Field[], language: Language): string => {
  const say = words[language]
  const isPlaced = fields.some(({ place }) => place !== '')
  const rows = fields
    .map(
      ({ name, place, schema, isRequired, notes }) =>
        `<tr><th scope="row"><code>${esc(name)}</code></th>${isPlaced ? `<td>${place}</td>` : ''}<td>${typeHtml(schema)}</td><td>${[
          ...(isRequired && isPlaced ? [say.required] : []),
          ...(schema['default'] === undefined
            ? []
            : [`${say.default} <code>${esc(JSON.stringify(schema['default']))}</code>`]),
          ...limitsOf(schema, language),
          ...[notes, textOf(schema['description'])]
            .filter(Boolean)
            .map((note) => `<span lang="en">${inline(note)}</span>`),
        ].join(', ')}</td></tr>`,
    )
    .join('')
  return `<div class="wide" tabindex="0" role="group" aria-label="${say.type}"><table><thead><tr><th scope="col">${say.name}</th>${isPlaced ? `<th scope="col">${say.place}</th>` : ''}<th scope="col">${say.type}</th><th scope="col">${say.notes}</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

const limitsOf = (schema: Json, language: Language): string[] => {
  const [minimum, maximum, maxLength, pattern] = ['minimum', 'maximum', 'maxLength', 'pattern'].map((name) =>
    textOf(schema[name]),
  )
  return [
    ...(minimum === '' ? [] : [`≥ ${minimum}`]),
    ...(maximum === '' ? [] : [`≤ ${maximum}`]),
    ...(maxLength === '' ? [] : [`≤ ${maxLength} ${words[language].characters}`]),
    ...(pattern === undefined || pattern === '' ? [] : [`<code>${esc(pattern)}</code>`]),
  ]
}

export const typeHtml = (schema: Json): string => {
  const { $ref, type, format, items, anyOf, oneOf } = schema
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? ''
    return `<a href="#shape-${esc(name)}"><span lang="en">${esc(name)}</span></a>`
  }
  const choices = asList(anyOf ?? oneOf)
  if (choices.length > 0) return choices.map((one) => typeHtml(asJson(one))).join(' | ')
  const listed = 'const' in schema ? [schema['const']] : asList(schema['enum'])
  if (listed.length > 0)
    return listed.map((value) => `<code>${esc(JSON.stringify(value))}</code>`).join(' | ')
  if (type === 'array') return `${typeHtml(asJson(items))}[]`
  if (type === 'object') {
    const names = Object.keys(asJson(schema['properties']))
    return names.length === 0 ? '{ }' : `{ ${esc(names.join(', '))} }`
  }
  if (type === undefined) return '…'
  return `${esc(textOf(type))}${typeof format === 'string' ? ` (${esc(format)})` : ''}`
}

const resolved = (value: Json, document: Json): Json => {
  const { $ref } = value
  if (typeof $ref !== 'string') return value
  return $ref
    .split('/')
    .slice(1)
    .reduce((within, key) => asJson(within[key]), document)
}

export const asJson = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? { ...value } : {}
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const esc = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export const inline = (text: string): string => esc(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')

/** Numbers and texts as they are; anything else says nothing. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
