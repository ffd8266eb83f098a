import { sessionApi } from '#contract/session/api.ts'
import { bind, bindOpen } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { acceptInvitation, changePassword, createToken, endSession, signIn, signOut } from './commands.ts'
import { forgetRepeats } from './forget-repeats.ts'
import { giveCode } from './give-code.ts'
import { listSessions, readInvitation, readSession } from './queries.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  endDevice,
  endSecondFactor,
  listDevices,
  readSecondFactor,
  renewRecoveryCodes,
} from './second-factor.ts'

export { setPassword } from './password.ts'
export { openSession, proceed } from './proceed.ts'
export { asSessionPerson } from './queries.ts'

export const session: Module = {
  bindings: [
    bindOpen(sessionApi.signIn, signIn),
    bindOpen(sessionApi.giveCode, giveCode),
    bind(sessionApi.read, readSession),
    bind(sessionApi.signOut, signOut),
    bind(sessionApi.list, listSessions),
    bind(sessionApi.end, endSession),
    bind(sessionApi.changePassword, changePassword),
    bind(sessionApi.readSecondFactor, readSecondFactor),
    bind(sessionApi.beginSecondFactor, beginSecondFactor),
    bind(sessionApi.confirmSecondFactor, confirmSecondFactor),
    bind(sessionApi.renewRecoveryCodes, renewRecoveryCodes),
    bind(sessionApi.endSecondFactor, endSecondFactor),
    bind(sessionApi.listDevices, listDevices),
    bind(sessionApi.endDevice, endDevice),
    bind(sessionApi.createToken, createToken),
    bindOpen(sessionApi.readInvitation, readInvitation),
    bindOpen(sessionApi.acceptInvitation, acceptInvitation),
  ],
  schedules: [{ name: 'forget-repeats', cron: '23 3 * * *', run: forgetRepeats }],
}
