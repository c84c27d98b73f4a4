/** A shape for each category, where an icon cannot go: in one file of text, told apart without colour. */
const SIGNS = ['▲', '●', '◆', '■', '★', '✚', '▼', '○', '◇', '□', '☆', '✦'];

/** Of the category of that rank; its name is always beside it. */
export const categorySign = (rank: number): string => SIGNS[rank % SIGNS.length] ?? '';
