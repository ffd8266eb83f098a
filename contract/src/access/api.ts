import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Nothing } from '../list.ts'
import { SignedIn } from '../session/api.ts'

export const LinkPurpose = z.enum(['sign-in', 'password'])

const BySecret = z.object({ secret: z.string().min(1).max(200) })
/** One line, without what no header takes. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u)

export const accessApi = {
  askLink: endpoint(
    'POST /sign-in-links',
    z.object({ email: z.email().max(320), purpose: LinkPurpose.default('sign-in') }),
    Nothing,
    {
      for: ['anyone'],
      summary: 'A link that signs in, by mail, if somebody has that address; the answer is the same if not',
    },
  ),
  readLink: endpoint('GET /sign-in-links/{secret}', BySecret, z.object({ purpose: LinkPurpose }), {
    for: ['anyone'],
    summary: 'What a mailed link is for; uses nothing up',
  }),
  takeLink: endpoint('POST /sign-in-links/{secret}', BySecret, SignedIn, {
    for: ['anyone'],
    summary: 'Sign in by a mailed link, once; sets the session cookie, or says that a code is awaited',
  }),
  askGuest: endpoint(
    'POST /guest-requests',
    z.object({
      email: z.email().max(320),
      name: line(100),
      subject: line(200),
      text: z.string().trim().min(1).max(10_000),
      /** Left empty by people, who do not see it. */
      website: z.string().max(500).optional(),
    }),
    Nothing,
    {
      for: ['anyone'],
      summary: 'Ask for help without an account; goes on once a link mailed to the address was confirmed',
    },
  ),
  readGuest: endpoint('GET /guest-requests/{secret}', BySecret, Nothing, {
    for: ['anyone'],
    summary: 'Does this link still wait for its confirmation? Uses nothing up',
  }),
  confirmGuest: endpoint('POST /guest-requests/{secret}', BySecret, Nothing, {
    for: ['anyone'],
    summary:
      'The address is mine: what was written becomes a ticket, or waits until the desk knows its sender',
  }),
}
