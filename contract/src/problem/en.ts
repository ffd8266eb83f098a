import type { problem as fr } from './fr.ts'

export const problem: typeof fr = {
  message: {
    lead: 'We know this fault and are working on its correction. Until then, here is how to get round it:',
  },
}
