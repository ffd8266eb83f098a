import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Beside each file of the pages its compressed twins, so that the server only has to pick one. */
for (const file of globSync('web/dist/**/*.{js,css,svg,html}')) {
  const content = readFileSync(file)
  if (content.length < 1024) continue
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
}
