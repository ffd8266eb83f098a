/** The way out for every message: whoever has something to say queues it here, and mail sends it. */
export { invitationFile } from './invitation.ts'
export { canSend, queueMail, type MailFile, type OutgoingMail } from './queue.ts'
