import { readFileSync } from 'node:fs'
import { openBrowser } from '/work/main/e2e/browser.ts'
const [who, out, scheme = 'light', width = '1440', lang = 'fr', ...paths] = process.argv.slice(2)
const line = readFileSync('/tmp/demo1.log', 'utf8').split('\n').find((l) => l.includes(who))!
const [, email, password] = /(\S+@\S+)\s+(\S+)\s*$/.exec(line.trim())!
const b = await openBrowser()
const c = await b.newContext({ viewport: { width: Number(width), height: Number(width) < 500 ? 844 : 900 }, colorScheme: scheme as 'light', locale: lang === 'fr' ? 'fr-FR' : 'en-GB' })
const p = await c.newPage()
const r = await c.request.post('http://localhost:3120/api/v1/session', { data: { email, password } })
if (lang === 'en') await c.request.patch('http://localhost:3120/api/v1/session/person', { data: { language: 'en' } })
console.log(r.status())
p.on('console', (m) => m.type() === 'error' && console.log('console', m.text().slice(0, 200)))
for (const [i, path] of paths.entries()) {
  await p.goto('http://localhost:3120' + path)
  await p.waitForLoadState('networkidle').catch(() => {})
  await p.waitForTimeout(1200)
  await p.screenshot({ path: `/tmp/shots/${out}-${i}.png` })
}
await b.close()
