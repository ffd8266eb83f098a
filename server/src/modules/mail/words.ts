import type { Language } from '#contract/session/api.ts'
import type { z } from 'zod'

type Spoken = z.infer<typeof Language>

/** What our own messages say around what somebody wrote. */
export const words = {
  fr: {
    nameless: '(sans objet)',
    folded: 'Signature et texte cité',
    onlyFiles: '(pièces jointes)',
    cut: 'Message coupé : l’original complet est conservé dans les courriels.',
    notKept: (name: string) => `Pièce jointe trop volumineuse, non reprise : ${name}`,
    invitation: (what: string) => `Invitation : ${what}`,
    from: (who: string) => `Message de ${who}`,
    test: 'Essai de messagerie',
    testText: 'Ce message prouve que la boîte envoie et reçoit. Il peut être supprimé.',
  },
  en: {
    nameless: '(no subject)',
    folded: 'Signature and quoted text',
    onlyFiles: '(attachments)',
    cut: 'The message was cut: the complete original is kept among the mails.',
    notKept: (name: string) => `Attachment too large, not taken over: ${name}`,
    invitation: (what: string) => `Invitation: ${what}`,
    from: (who: string) => `Message from ${who}`,
    test: 'Mail test',
    testText: 'This message proves that the mailbox sends and receives. It may be deleted.',
  },
} as const satisfies Record<Spoken, Record<string, unknown>>

export type Words = (typeof words)[Spoken]
