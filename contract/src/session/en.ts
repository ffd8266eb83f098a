import type { session as fr } from './fr.ts'

export const session: typeof fr = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    forgotten: 'Forgotten your password? Ask your administrator for a new invitation.',
    demonstration: 'This is a sample organisation: you can try everything.',
  },
}
