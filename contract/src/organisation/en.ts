import type { organisation as fr } from './fr.ts'

export const organisation: typeof fr = {
  about: {
    title: 'About',
  },
}
