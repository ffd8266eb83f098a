/** The way out for every message: whoever has something to say queues it here, and mail sends it. */
export { canSend, queueMail, senderFor, type MailFile, type OutgoingMail } from './queue.ts'
