/** The provider itself: setting it up, and what the product says of itself. */
export const organisation = {
  about: {
    title: 'À propos',
  },
}
