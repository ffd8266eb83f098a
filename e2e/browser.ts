import { existsSync } from 'node:fs'
import chromiumPackage from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

/** A real Chromium: the one that CHROMIUM_PATH names, else the one that an npm package carries. */
export const openBrowser = async (): Promise<Browser> => {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && !existsSync(given)) throw new Error(`There is no browser at ${given}.`)
  return chromium.launch({
    executablePath: given ?? (await chromiumPackage.executablePath()),
    args: [
      ...(given === undefined ? chromiumPackage.args.filter((flag) => flag !== '--single-process') : []),
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--force-color-profile=srgb',
    ],
    headless: true,
  })
}
