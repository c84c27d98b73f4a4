/** Seats, prices and margins in a typed line. */
import { GRID_MINUTES } from '../../time/wall.ts';
import { type Found, phrase, type Reader } from './reader.ts';
import type { Refusal, Said } from './said.ts';
import { NUMBER } from './words.ts';

function margin({ group }: Found, key: 'setupMin' | 'airingMin'): Said | Refusal {
  const minutes = Number(group('n'));
  if (minutes % GRID_MINUTES !== 0) return 'not-a-time';
  return minutes <= 240 ? { [key]: minutes } : 'too-much';
}

const MOST = '(?:max(?:imum|i)?\\.?|au plus)';
const PEOPLE =
  "(?:places?(?! d(?:e|u|es) | d')|pl\\.?|personnes?|pers(?:\\.|onne)?|p\\.|participant(?:e|s|es|\\.e\\.s|·e·s)?|inscrit(?:e|s|es)?|adultes?|aidants?)";
const AMOUNT = '\\d{1,6}(?:[,.]\\d{1,2})? ?(?:€(?: ?\\d{2})?|eur(?:os?)?)?';
const EACH = ' ?(?:par personne|la seance|/ ?pers(?:onne|\\.)?|par seance|/ ?seance)';
const PRICE = '\\d{1,6}(?:[,.]\\d{1,2})? ?(?:€(?:\\d{2})?|eur(?:os?)?(?![\\p{L}]))';
const SEVERAL = `${NUMBER} ?(?:seances?|fois|dates?|sessions?|rencontres?|cours|ateliers?)`;
const WHOLE = `(?:cycles?|series?|stages?|forfait|abonnement|carte|pass|trimestre|annee|an|mois|semaine|saison|ensemble|tout|heure|\\d{1,3}(?= ?(?:$|[,;·)\\n])))(?: (?:complete?|entiere?))?(?: de ${SEVERAL})?`;
const seats = ({ group }: Found): Said | Refusal => {
  const capacity = Number(group('n') || group('m'));
  if (capacity === 0) return 'cannot-be-kept';
  return capacity <= 10_000 ? { capacity } : 'too-much';
};

export const numberReaders: Reader[] = [
  phrase('margins', '(?:avec )?mise en place(?: de)? (?<n>\\d{1,3}) ?(?:min(?:utes?)?|mn)', (found) =>
    margin(found, 'setupMin'),
  ),
  phrase('margins', '(?:avec )?aeration(?: de)? (?<n>\\d{1,3}) ?(?:min(?:utes?)?|mn)', (found) =>
    margin(found, 'airingMin'),
  ),
  phrase(
    'capacity',
    `(?:(?:${MOST}|jusqu'a|limite a|limitee a|pour|jauge(?: de)?(?: ?:)?|capacite(?: de)?(?: ?:)?) )?(?<n>\\d{1,6}) ?${PEOPLE}(?: ${MOST})?`,
    seats,
  ),
  phrase(
    'capacity',
    `(?:${MOST}|(?:places? )?limite(?:e|es|s)? a|jauge(?: de)?(?: ?:)?|capacite(?: de)?(?: ?:)?) ?(?<n>\\d{1,6})(?! ?(?:€|eur|h|min|:|/))|(?<m>\\d{1,6}) ${MOST}`,
    seats,
  ),
  // "10 à 12 personnes", "5 à 8 €": which of them is not said, and a line keeps one.
  phrase(
    'capacity',
    `(?:(?:de|entre|${MOST}|pour) )?\\d{1,6}(?: ?${PEOPLE})?(?: ?(?:-+|/) ?| (?:a|ou) |(?<=entre \\d+) et )\\d{1,6} ?${PEOPLE}(?: ${MOST})?`,
    () => 'cannot-be-kept',
  ),
  phrase(
    'fare',
    `(?:(?:de|entre|tarif|prix) )?${AMOUNT}(?: ?(?:-+|/) ?| (?:a|ou) |(?<=entre [\\d,. €]+) et )${AMOUNT}(?<=€|eur|euros?)(?:${EACH})?`,
    () => 'cannot-be-kept',
  ),
  // "80 € les 10 séances", "10 séances pour 80 €": a price of the whole is no price of one.
  phrase(
    'fare',
    `${PRICE} ?(?:(?:pour|par|/) ?(?:(?:les?|la|l'|un|une) ?)?|(?:les?|la|l'|un|une) ?)(?:${SEVERAL}|${WHOLE})|(?:les )?${SEVERAL}(?: pour | ?= ?)${PRICE}|(?:forfait|abonnement|carte|pass)(?: de)?(?: ${SEVERAL})?(?: ?:| a| de)? ?${PRICE}`,
    () => 'cannot-be-kept',
  ),
  phrase(
    'fare',
    `(?:(?:tarif|prix|participation|cout)(?: de)?(?: ?:)? )?(?<e>\\d{1,6})(?:[,.](?<c>\\d{1,2}))? ?(?:€(?: ?(?<c2>\\d{2})(?= ?(?:$|[,;·)\\n/])| (?:par|la) )|(?<c3>\\d{2})(?!\\d))?|eur(?:os?)?\\b)(?:${EACH})?`,
    ({ group }) => {
      const cents =
        Number(group('e')) * 100 + Number((group('c') || group('c2') || group('c3')).padEnd(2, '0'));
      return cents <= 1_000_000 ? { fareCents: cents } : 'too-much';
    },
  ),
  // "Zone de gratuité", "La gratuité, parlons-en": a thing one names.
  phrase(
    'fare',
    "(?:c'est )?(?<word>gratuit(?:e|s|es|ement)?)|entree (?:libre|gratuite)|acces libre",
    ({ typed, before }) =>
      /é/iu.test(typed('word')) || /(?<![\p{L}\p{N}])(?:de|la|une) $/u.test(before)
        ? undefined
        : { fareCents: 0 },
  ),
  phrase('fare', '(?:au )?tarif (?:habituel|normal)', { fareCents: null }),
  phrase(
    'fare',
    '(?:a )?(?:prix|participation|tarif|contribution) libres?|libre participation|au chapeau',
    () => 'cannot-be-kept',
  ),
  phrase(
    'registration',
    '(?:sur|avec) (?:inscription|reservation)(?: obligatoire)?|(?:inscription|reservation) obligatoire',
    { registration: 'required' },
  ),
  phrase('registration', 'sans (?:inscription|reservation)', { registration: 'open' }),
];
