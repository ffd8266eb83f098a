import { randomBytes } from 'node:crypto'

/** A secret for a cookie, a token or a one-time link: 256 bits that nobody guesses; only its digest is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
