import { MailboxTest } from '#contract/mail/mailbox.ts'

/** How far the last test of a mailbox has come. */
export const readTest = (value: unknown): MailboxTest | null => MailboxTest.safeParse(value).data ?? null
