/** Problems and known errors. */
export const problem = {
  message: {
    lead: 'Nous connaissons cette panne et travaillons à sa correction. En attendant, voici comment la contourner :',
  },
}
