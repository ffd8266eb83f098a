import type { brand as french } from './fr.ts'

export const brand: typeof french = {
  title: 'Logo and colour',
  ofClient: 'Shown to the people of this client, on their portal.',
  ofProvider: 'Shown on the sign-in page and, for clients without their own, on the portal.',
  logo: 'Logo',
  logoHelp:
    'PNG, JPEG or WebP, at most 200 kB and 1024 × 1024 pixels. A transparent background works everywhere.',
  logoOf: 'Logo of {{name}}',
  choose: 'Choose a picture',
  replace: 'Replace',
  remove: 'Remove the logo',
  colour: 'Colour',
  colourHelp: 'The band of the portal; text on it is black or white, whichever reads better.',
  apply: 'Apply the colour',
  noColour: 'No colour',
  preview: 'Preview',
  refused: {
    size: 'This picture is too large: at most 200 kB and 1024 × 1024 pixels.',
  },
}
