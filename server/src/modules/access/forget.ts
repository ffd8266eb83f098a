import type { Schedule } from '#platform/module.ts'

/** What has run out is let go: links, sign-ins that nobody finished, forms that nobody confirmed. */
export const forgetAccess: Schedule = {
  name: 'forget-access',
  cron: '41 3 * * *',
  run: async ({ db, now }) => {
    const before = now.subtract({ hours: 24 })
    await db.deleteFrom('pending_sign_in').where('expires_at', '<', before).execute()
    await db.deleteFrom('sign_in_link').where('expires_at', '<', before).execute()
    await db
      .deleteFrom('guest_request')
      .where('expires_at', '<', before)
      .where('confirmed_at', 'is', null)
      .execute()
    await db
      .deleteFrom('mail_sealed')
      .where('mail_id', 'in', (mails) =>
        mails.selectFrom('mail').select('id').where('at', '<', before).where('state', '<>', 'queued'),
      )
      .execute()
    return { hasMore: false }
  },
}
