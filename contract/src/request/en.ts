import type { request as fr } from './fr.ts'

export const request: typeof fr = {
  approval: {
    contract: 'Agreement on the price',
    rights: 'The client’s agreement',
  },
}
