import { createHash } from 'node:crypto'
import { api } from '#contract/endpoints.ts'
import { errors } from '#contract/errors.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import packageFile from '../../../../package.json' with { type: 'json' }
import {
  asJson,
  asList,
  bodyOf,
  esc,
  inline,
  parametersOf,
  shapeHtml,
  tableOf,
  textOf,
  typeHtml,
} from './api-page-fields.ts'
import { words } from './api-page-words.ts'
import { areaWords, describeApi } from './openapi.ts'
import type { Json } from './openapi-shapes.ts'
import type { Language } from './problem.ts'
import { prefix } from './surroundings.ts'

/** The interface explains itself: as OpenAPI for programs, as pages for people. Made once, when first asked for. */
export const openApiPages = (app: FastifyInstance): void => {
  const document = once(() => describeApi(api, packageFile.version))
  const text = once(() => JSON.stringify(document()))
  const pages = { fr: once(() => apiPage(document(), 'fr')), en: once(() => apiPage(document(), 'en')) }

  app.get(`${prefix}/openapi.json`, (_request, reply) =>
    reply.type('application/json').header('cache-control', 'no-cache').send(text()),
  )
  app.get('/api', (request, reply) => sendPage(reply, pages[languageOf(request)]()))
  app.get('/api/errors', (request, reply) => sendPage(reply, errorsPage(languageOf(request))))
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/** `?lang=` wins over what the browser asks for. */
const languageOf = (request: FastifyRequest): Language => {
  const asked = /[?&]lang=(fr|en)\b/.exec(request.url)?.[1] ?? request.headers['accept-language'] ?? ''
  return /^\s*en\b/i.test(asked) ? 'en' : 'fr'
}

const sendPage = (reply: FastifyReply, html: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'sha256-${styleDigest}'; frame-ancestors 'none'; base-uri 'none'`,
    )
    .header('vary', 'accept-language')
    .header('cache-control', 'no-cache')
    .send(html)

export const apiPage = (document: Json, language: Language): string => {
  const say = words[language]
  const operations = operationsOf(document)
  const areas = [...new Set(operations.map(({ area }) => area))]
  const links = areas
    .map((area) => `<li><a href="#${esc(area)}">${esc(nameOf(area, language))}</a></li>`)
    .join('')
  const sections = areas
    .map((area) => {
      const own = operations.filter((operation) => operation.area === area)
      return `<section id="${esc(area)}"><h2>${esc(nameOf(area, language))}</h2>${own.map((one) => operationHtml(one, document, language)).join('')}</section>`
    })
    .join('')
  const shapes = Object.entries(asJson(asJson(document['components'])['schemas']))
    .map(
      ([name, schema]) =>
        `<section id="shape-${esc(name)}"><h3 lang="en">${esc(name)}</h3>${shapeHtml(asJson(schema), language)}</section>`,
    )
    .join('')
  return frame({
    language,
    path: '/api',
    title: say.title,
    body: `<p>${say.intro}</p>
<p>${say.signIn} <code>POST ${prefix}/tokens</code> → <code>Authorization: Bearer …</code></p>
<ul><li><a href="${prefix}/openapi.json">${say.document} (OpenAPI 3.1)</a></li><li><a href="/api/errors?lang=${language}">${say.errors}</a></li></ul>
<nav aria-label="${say.parts}"><ul class="parts">${links}<li><a href="#shapes">${say.shapes}</a></li></ul></nav>
${sections}<section id="shapes"><h2>${say.shapes}</h2>${shapes}</section>`,
  })
}

export const errorsPage = (language: Language): string => {
  const say = words[language]
  const rows = Object.entries(errors)
    .map(
      ([code, { status, fr, en }]) =>
        `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td lang="fr">${esc(fr)}</td><td lang="en">${esc(en)}</td></tr>`,
    )
    .join('')
  return frame({
    language,
    path: '/api/errors',
    title: say.errors,
    body: `<p>${say.errorsIntro}</p><p><a href="/api?lang=${language}">${say.back}</a></p>
<div class="wide" tabindex="0" role="group" aria-label="${say.errors}"><table><thead><tr><th scope="col">${say.code}</th><th scope="col">${say.status}</th><th scope="col">${say.sentence}</th><th scope="col">${say.other}</th></tr></thead><tbody>${rows}</tbody></table></div>`,
  })
}

interface Operation {
  method: string
  path: string
  area: string
  operation: Json
}

const operationsOf = (document: Json): Operation[] =>
  Object.entries(asJson(document['paths'])).flatMap(([path, methods]) =>
    Object.entries(asJson(methods)).map(([method, given]) => {
      const operation = asJson(given)
      return { method: method.toUpperCase(), path, area: textOf(asList(operation['tags'])[0]), operation }
    }),
  )

const operationHtml = (
  { method, path, operation }: Operation,
  document: Json,
  language: Language,
): string => {
  const say = words[language]
  const fields = [...parametersOf(operation, document, language), ...bodyOf(operation, document, language)]
  const answers = Object.entries(asJson(operation['responses']))
  const success = answers.find(([status]) => status.startsWith('2'))
  const refusals = answers.filter(([status]) => /^[45]/.test(status)).map(([status]) => status)
  return `<details id="${esc(textOf(operation['operationId']))}"><summary><code class="method">${method}</code> <code>${esc(path)}</code> <span lang="en">${esc(textOf(operation['summary']))}</span></summary>
<p lang="en">${inline(textOf(operation['description']))}</p>
${fields.length === 0 ? '' : `<h3>${say.given}</h3>${tableOf(fields, language)}`}
<h3>${say.answer}</h3><p>${success === undefined ? '' : `${success[0]} ${contentText(asJson(success[1]))}`}</p>
${refusals.length === 0 ? '' : `<p>${say.refusals}${language === 'fr' ? ' ' : ''}: <a href="/api/errors?lang=${language}">${refusals.join(', ')}</a></p>`}
</details>`
}

const contentText = (answer: Json): string =>
  Object.entries(asJson(answer['content']))
    .map(([mediaType, content]) => {
      const schema = asJson(asJson(content)['schema'])
      return mediaType === 'application/json' ? typeHtml(schema) : `<code>${esc(mediaType)}</code>`
    })
    .join(', ')

const nameOf = (area: string, language: Language): string =>
  areaWords[area]?.[language] ?? areaWords[area]?.fr ?? area

interface Page {
  language: Language
  path: string
  title: string
  body: string
}

const frame = ({ language, path, title, body }: Page): string => {
  const say = words[language]
  const other = language === 'fr' ? 'en' : 'fr'
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title} – Trousse</title><style>${style}</style></head>
<body><a class="skip" href="#content">${say.skip}</a>
<header><p>Trousse ${esc(packageFile.version)}</p><p><a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${say.otherLanguage}</a></p></header>
<main id="content"><h1>${title}</h1>
${body}
</main></body></html>
`
}

const style = `:root{color-scheme:light dark;--ink:#1c2126;--quiet:#4a5560;--paper:#fff;--raised:#f3f5f7;--line:#c8d0d8;--link:#0b5394}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaee;--quiet:#b3bdc7;--paper:#14181c;--raised:#1f252b;--line:#414b55;--link:#8cc2ff}}
*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
header{display:flex;justify-content:space-between;padding:.25rem 1rem;border-bottom:1px solid var(--line)}
header p{margin:.5rem 0}main{max-width:72rem;margin:0 auto;padding:1rem}
a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
h1{font-size:1.75rem}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin-bottom:.25rem}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}.method{display:inline-block;min-width:4.5em;font-weight:700}
.parts{columns:14rem;padding-left:1.25rem}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:0 .75rem}details[open]{padding-bottom:.75rem}
summary{padding:.5rem 0;cursor:pointer}summary span{color:var(--quiet)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.925rem}
th code{white-space:nowrap}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}thead th{background:var(--raised)}
tr:target{background:var(--raised)}@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}`

const styleDigest = createHash('sha256').update(style).digest('base64')
