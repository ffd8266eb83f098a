import type { attachment as fr } from './fr.ts'

export const attachment: typeof fr = {
  title: 'Attachments',
  redact: 'Remove the content of {{name}}',
  redacted: 'content removed',
  redactTitle: 'Remove the content of this file?',
  redactText: 'Nobody will be able to read the file. Its name, size and fingerprint stay in the journal.',
  visibility: {
    public: 'public',
    internal: 'internal',
    supplier: 'supplier',
  },
}
