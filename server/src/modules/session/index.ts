import { sessionApi } from '#contract/session/api.ts'
import { bind, bindOpen } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { acceptInvitation, changePassword, createToken, endSession, signIn, signOut } from './commands.ts'
import { forgetRepeats } from './forget-repeats.ts'
import { listSessions, readInvitation, readSession } from './queries.ts'

export { setPassword } from './password.ts'
export { openSession } from './commands.ts'
export { asSessionPerson } from './queries.ts'

export const session: Module = {
  bindings: [
    bindOpen(sessionApi.signIn, signIn),
    bind(sessionApi.read, readSession),
    bind(sessionApi.signOut, signOut),
    bind(sessionApi.list, listSessions),
    bind(sessionApi.end, endSession),
    bind(sessionApi.changePassword, changePassword),
    bind(sessionApi.createToken, createToken),
    bindOpen(sessionApi.readInvitation, readInvitation),
    bindOpen(sessionApi.acceptInvitation, acceptInvitation),
  ],
  schedules: [{ name: 'forget-repeats', cron: '23 3 * * *', run: forgetRepeats }],
}
