import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { api } from '../contract/src/endpoints.ts'
import packageFile from '../package.json' with { type: 'json' }
import { describeApi } from '../server/src/platform/http/openapi.ts'

/** Writes the contract as OpenAPI; `--check` only says whether the committed document is fresh. */
const target = 'docs/openapi.json'
const text = `${JSON.stringify(describeApi(api, packageFile.version), null, 2)}\n`

if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${target} is not what the contract says: run "npm run fix" and commit it.`)
    process.exitCode = 1
  }
} else writeFileSync(target, text)
