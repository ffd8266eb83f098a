import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The password of every mailbox of the test. */
export const password = 'mot-de-passe'

/** A real Postfix and a real Dovecot on this machine alone, in a folder of their own. */
export interface Servers {
  imapPort: number
  smtpPort: number
  /** The files of a folder of somebody's mailbox. */
  filesOf: (address: string, folder?: string) => string[]
  stop: () => Promise<void>
}

export const missingPrograms = (): string[] =>
  ['dovecot', 'postfix'].filter((name) => !existsSync(`/usr/sbin/${name}`))

/** `bouncePort` is where mail for bounce.test goes: somebody there refuses it, after our own server had accepted it. */
export const startServers = async (
  folder: string,
  { addresses, bouncePort }: { addresses: readonly string[]; bouncePort: number },
): Promise<Servers> => {
  const mail = join(folder, 'mail')
  const owner = { uid: idOf('-u', 'nobody'), gid: idOf('-g', 'nobody') }
  for (const name of ['mail', 'dovecot', 'dovecot/state', 'postfix', 'spool', 'postfix-data']) {
    mkdirSync(join(folder, name), { recursive: true })
  }
  chmodSync(folder, 0o755)
  chownSync(mail, owner.uid, owner.gid)
  chownSync(join(folder, 'postfix-data'), idOf('-u', 'postfix'), idOf('-g', 'postfix'))
  const [imapPort, smtpPort] = [await freePort(), await freePort()]
  writeFileSync(join(folder, 'dovecot', 'dovecot.conf'), dovecotConfig({ folder, imapPort, ...owner }))
  writeFileSync(join(folder, 'postfix', 'main.cf'), postfixMain({ folder, ...owner }))
  writeFileSync(join(folder, 'postfix', 'master.cf'), postfixMaster(smtpPort))
  const mailboxes = addresses.map((address) => `${address} ${address}/Maildir/\n`).join('')
  writeFileSync(join(folder, 'postfix', 'mailboxes'), mailboxes)
  writeFileSync(join(folder, 'postfix', 'transport'), `bounce.test smtp:[127.0.0.1]:${bouncePort}\n`)
  const dovecot = run('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot', 'dovecot.conf')])
  const postfix = run('/usr/sbin/postfix', ['-c', join(folder, 'postfix'), 'start-fg'])
  await Promise.all([answers(imapPort, dovecot), answers(smtpPort, postfix)])
  return {
    imapPort,
    smtpPort,
    filesOf: (address, name = '') => {
      const box = join(mail, address, 'Maildir', name === '' ? '' : `.${name}`)
      return ['new', 'cur'].flatMap((part) => {
        const path = join(box, part)
        return existsSync(path) ? readdirSync(path).map((file) => readFileSync(join(path, file), 'utf8')) : []
      })
    },
    stop: async () => {
      // What was started is a script; the server says itself which process it is.
      const pid = Number(readFileSync(join(folder, 'spool', 'pid', 'master.pid'), 'utf8'))
      const ended = new Promise((resolve) => postfix.process.once('exit', resolve))
      process.kill(pid, 'SIGTERM')
      await Promise.all([end(dovecot.process), ended])
    },
  }
}

interface Running {
  process: ChildProcess
  said: () => string
}

const run = (program: string, words: readonly string[]): Running => {
  const child = spawn(program, [...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (said += piece.toString()))
  return { process: child, said: () => said }
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

const answers = async (port: number, { process: child, said }: Running): Promise<void> => {
  const { connect } = await import('node:net')
  for (let turn = 0; turn < 200; turn++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (isThere) return
    if (child.exitCode !== null) throw new Error(`A mail server ended with ${child.exitCode}: ${said()}`)
    await sleep(50)
  }
  throw new Error(`A mail server does not answer: ${said()}`)
}

const idOf = (which: '-u' | '-g', user: string): number =>
  Number(execFileSync('id', [which, user], { encoding: 'utf8' }))

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0))
    })
  })

const dovecotConfig = ({
  folder,
  imapPort,
  uid,
  gid,
}: {
  folder: string
  imapPort: number
  uid: number
  gid: number
}) => `
base_dir = ${folder}/dovecot/run
state_dir = ${folder}/dovecot/state
log_path = ${folder}/dovecot/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u/Maildir
mail_max_userip_connections = 50
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
`

const postfixMain = ({ folder, uid, gid }: { folder: string; uid: number; gid: number }) => `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/postfix-data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}
myhostname = mx.provider.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
message_size_limit = 52428800
mailbox_size_limit = 0
virtual_mailbox_limit = 0
virtual_mailbox_domains = provider.test, client.test, nouveau.test, ailleurs.test
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = texthash:${folder}/postfix/mailboxes
virtual_uid_maps = static:${uid}
virtual_gid_maps = static:${gid}
virtual_minimum_uid = 1
transport_maps = texthash:${folder}/postfix/transport
alias_maps =
default_transport = error:5.7.1 Nothing leaves this test
`

const postfixMaster = (port: number): string =>
  [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'proxywrite unix - - n - 1 proxymap',
    'smtp unix - - n - - smtp',
    'relay unix - - n - - smtp',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'discard unix - - n - - discard',
    'local unix - n n - - local',
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
  ].join('\n') + '\n'
