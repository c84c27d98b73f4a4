/** What the rules use of papaparse. Its own types bring those of Node with them (tsconfig.json sends here instead). */
declare const Papa: {
  parse<Row>(text: string, options: { delimitersToGuess: string[] }): { data: Row[] };
};
export default Papa;
