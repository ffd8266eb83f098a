/** Where this browser keeps the solution that was prepared for a ticket, until the move that asks for it. */
export const solutionDraftOf = (number: string): string => `solution.${number}`
