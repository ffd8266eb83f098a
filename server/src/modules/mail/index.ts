import { mailApi } from '#contract/mail/api.ts'
import { bind, bindDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { authoriseMailbox, finishAuthorisation } from './authorise.ts'
import { blockSender, listBlocked, unblockSender } from './blocked.ts'
import { admitSender, attachMail, dropMail, refuseMail, retryMail } from './commands.ts'
import { sendMail } from './dispatch.ts'
import { readDomains, writeDomains } from './domains.ts'
import { fileMail } from './file.ts'
import { mailDoor, mailReaders } from './listeners.ts'
import { createMailbox, editMailbox, endMailbox, testMailbox } from './mailboxes.ts'
import { downloadMail, listMailboxes, listMails, readHealth, readMail, readMailbox } from './queries.ts'
import { testMailboxes } from './test-mailbox.ts'
import { mailboxVital, mailVital } from './vitals.ts'
import { forgetRawMail, watchSecrets } from './watch.ts'

export { fileReceived } from './file.ts'
export { keepMail } from './receive.ts'
export { sealLetter } from './sealed.ts'

export const mail: Module = {
  bindings: [
    bind(mailApi.listMailboxes, listMailboxes),
    bind(mailApi.readMailbox, readMailbox),
    bind(mailApi.createMailbox, createMailbox),
    bind(mailApi.editMailbox, editMailbox),
    bind(mailApi.endMailbox, endMailbox),
    bind(mailApi.testMailbox, testMailbox),
    bind(mailApi.authoriseMailbox, authoriseMailbox),
    bind(mailApi.finishAuthorisation, finishAuthorisation),
    bind(mailApi.health, readHealth),
    bind(mailApi.list, listMails),
    bind(mailApi.read, readMail),
    bindDownload(mailApi.raw, downloadMail),
    bind(mailApi.attach, attachMail),
    bind(mailApi.admit, admitSender),
    bind(mailApi.refuse, refuseMail),
    bind(mailApi.retry, retryMail),
    bind(mailApi.drop, dropMail),
    bind(mailApi.readDomains, readDomains),
    bind(mailApi.writeDomains, writeDomains),
    bind(mailApi.blocked, listBlocked),
    bind(mailApi.block, blockSender),
    bind(mailApi.unblock, unblockSender),
  ],
  schedules: [forgetRawMail, watchSecrets],
  chores: [fileMail, sendMail, testMailboxes],
  listeners: [mailReaders, mailDoor],
  vitals: [mailboxVital, mailVital],
}
