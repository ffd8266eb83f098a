import { accessApi } from '#contract/access/api.ts'
import { bindOpen } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { askGuest, askLink, confirmGuest, readGuest, readLink, takeLink } from './commands.ts'
import { forgetAccess } from './forget.ts'
import { confirmGuests, fileGuests } from './guests.ts'
import { sendSignInLinks } from './links.ts'

/** Ways in for who has no password at hand, or no account. */
export const access: Module = {
  bindings: [
    bindOpen(accessApi.askLink, askLink),
    bindOpen(accessApi.readLink, readLink),
    bindOpen(accessApi.takeLink, takeLink),
    bindOpen(accessApi.askGuest, askGuest),
    bindOpen(accessApi.readGuest, readGuest),
    bindOpen(accessApi.confirmGuest, confirmGuest),
  ],
  schedules: [forgetAccess],
  chores: [sendSignInLinks, confirmGuests, fileGuests],
}
