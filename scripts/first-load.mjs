// How much compressed script a browser fetches from nothing to the signed-in shell; fails above the limit.
// Run after `vite build web`.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const limit = 200 * 1000
const dist = new URL('../web/dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

/** Loaded on that way without being asked for: the page of signing in and the frame's words in one language.
 *  Each page brings its own script and the rest of the words. */
const onTheWay = ['src/session/SignIn.tsx', 'src/platform/frame-fr.ts', '../contract/src/fr-ca.ts']

const collect = (key, seen) => {
  const chunk = manifest[key]
  if (chunk === undefined) throw new Error(`The manifest knows no ${key}`)
  if (seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const imported of chunk.imports ?? []) collect(imported, seen)
  return seen
}

const files = new Set()
for (const key of ['index.html', ...onTheWay]) collect(key, files)

const sizes = [...files]
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, bytes: gzipSync(readFileSync(new URL(file, dist))).length }))
  .toSorted((a, b) => b.bytes - a.bytes)
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)

for (const { file, bytes } of sizes) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`)
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  first load, limit ${limit / 1000} kB`)
if (total > limit) process.exitCode = 1
