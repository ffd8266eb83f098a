/** The telephone form with an item, and whose it is, filled in already. */
export const newTicketAddress = ({ number, clientId }: { number: string; clientId: string | null }): string =>
  `/nouveau?ci=${number}${clientId === null ? '' : `&client=${clientId}`}`
