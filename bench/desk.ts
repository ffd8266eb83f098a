import { rm } from 'node:fs/promises'
import { administrator, foundFirm, signInFirst } from './firm.ts'
import { measureCrowd, type CrowdFigures } from './crowd.ts'
import { measureMails, type MailFigures } from './mails.ts'
import { temporaryFolder } from './place.ts'
import { memoryOf, postmasterOf, processorTimeOf, type Both } from './processes.ts'
import { freePort, startProduct } from './product.ts'

export interface DeskFigures {
  mails: MailFigures
  crowd: CrowdFigures
  /** Share of one processor that node and PostgreSQL took while the crowd watched. */
  load: Both | null
  memory: Both | null
}

const crowd = { browsers: 200, seconds: 15, changesPerSecond: 1 }
const writers = 600

/** A working day on a fresh installation: what arrives by mail, and everybody who watches. */
export const measureDesk = async (say: (sentence: string) => void): Promise<DeskFigures> => {
  const folder = await temporaryFolder()
  const doorPort = await freePort()
  const product = await startProduct({
    TROUSSE_DATA: folder,
    TROUSSE_SMTP_PORT: String(doorPort),
    TROUSSE_SMTP_HOST: 'localhost',
    ...administrator,
  })
  try {
    const first = await signInFirst(product.url)
    const firm = await foundFirm(product.url, first, writers)
    say(`${writers} mails arrive`)
    const mails = await measureMails({ port: doorPort, first }, firm)
    say(`${crowd.browsers} browsers watch`)
    const spent = () => processorTimeOf(product.pid, postmasterOf(folder))
    const before = spent()
    const began = performance.now()
    const watched = await measureCrowd(product.url, firm, crowd)
    const after = spent()
    const passed = performance.now() - began
    const load =
      before === null || after === null
        ? null
        : { node: (after.node - before.node) / passed, postgres: (after.postgres - before.postgres) / passed }
    return { mails, crowd: watched, load, memory: memoryOf(product.pid, postmasterOf(folder)) }
  } finally {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
