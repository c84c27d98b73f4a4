/** For the tests of what is published: what only La Ressourcerie says, and no place that is another one. */
import { startingCatalogue } from '../catalogue/starting.ts';
import { profile } from '../place/profiles.ts';

const model = profile('ressourcerie');
const WORDS = [
  ...[model.settings.name, model.settings.address, model.settings.volunteerTitle],
  ...model.spaces.map(({ name }) => name),
  ...model.settings.categories.map(({ name }) => name),
  ...startingCatalogue('ressourcerie').map(({ name }) => name),
  ...['ressourcerie', 'sourci', 'simple demande', 'zone a', '12 €', '6 €', '4,50', '29 €'],
  // Of a session whose price nobody said, of one that says nothing of registration, of hours that nobody gave.
  ...['gratuit', 'entrée libre', '10 h – 18 h', '14 h – 18 h', 'fermé', 'tarif', 'adhésion'],
];

/** Those that stand in a text, of any case and with any kind of blank. */
export function wordsOfAnotherPlace(text: string, allowed: readonly string[] = []): string[] {
  const plain = (words: string) => words.toLocaleLowerCase('fr').replace(/\s/gu, ' ');
  const said = plain(text);
  return WORDS.filter((word) => !allowed.includes(word) && said.includes(plain(word)));
}
