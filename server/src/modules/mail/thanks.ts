/** Says thank you and nothing else: nothing that somebody would have to act upon. */
export const isThanks = (text: string): boolean => {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[’']/g, "'").trim()
  if (plain === '' || plain.length > 200 || plain.includes('?') || /\d/.test(plain)) return false
  const words = plain.split(/[^a-z']+/).filter(Boolean)
  return words.length <= 25 && thanks.test(plain) && !trouble.test(plain)
}

const thanks =
  /\b(merci|merciii*|remercie|remercions|thank|thanks|thx|parfait|super|nickel|perfect|great|cheers)\b/

/** A thank-you with one of these says something more. */
const trouble =
  /\b(pas|plus|encore|toujours|mais|sauf|par contre|cependant|avance|rappel\w*|pouvez|pourriez|pourrais|peux|quand|si|not|isn't|doesn't|don't|can't|still|again|but|however|except|yet|please|could|would|can you|advance|urgent|autre|another|aussi|also|nouveau|probleme|problem|issue|erreur|error)\b/
