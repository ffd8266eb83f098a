/** What only service requests say. */
export const request = {
  approval: {
    contract: 'Accord sur le prix',
    rights: 'Accord du client',
  },
}
