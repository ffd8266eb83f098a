import type { error as fr } from './fr.ts'

export const error: typeof fr = {
  unreachable: 'The server does not answer. What you typed is still on the screen: try again in a moment.',
  unexpected: 'This page ran into an error. Nothing was changed; reload it or go back.',
  retry: 'Try again',
  notFound: {
    title: 'There is no such page',
    text: 'The address may be incomplete, or what it showed is not yours to see.',
    home: 'Back to the start page',
  },
  conflict: {
    title: 'Someone changed this meanwhile',
    text: 'Nothing is lost. Choose, field by field, which value to keep.',
    field: 'Field',
    mine: 'Your value',
    theirs: 'The saved value',
    keepMine: 'Keep all of mine',
    takeTheirs: 'Take all of theirs',
    save: 'Save this choice',
  },
  empty: 'empty',
  yes: 'yes',
  no: 'no',
}
