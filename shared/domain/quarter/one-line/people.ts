/** People in a typed line: "avec Nadia et Hélène", "animé par Souffle", "référente Nadia", "sans intervenante". */
import { wordsOf } from '../../search/words.ts';
import { phrase, type Reader } from './reader.ts';
import type { OneLineContext, Refusal, Said } from './said.ts';
import { comparable, isName } from './text.ts';

export const peopleReaders: Reader[] = [
  phrase('people', 'avec', {}, { opens: 'person' }),
  phrase('people', '(?:animee?s?|animation|anime|menee?|encadree?) par|animation ?:?', {}, { opens: 'led' }),
  phrase(
    'people',
    "(?:avec (?:l'|une? |notre )?)?intervenant(?:e|\\.e|·e)?s?(?: ?:)?",
    {},
    { opens: 'facilitator' },
  ),
  phrase('people', '(?:avec (?:la |le |notre )?)?referent(?:e|\\.e|·e)?s?(?: ?:)?', {}, { opens: 'host' }),
  phrase('people', 'animat(?:eur|rice)s? ?:', {}, { opens: 'led' }),
  phrase('people', '(?:hote(?:sse)?s?|accueil|accueillie?s? par) ?:', {}, { opens: 'host' }),
  phrase('people', 'par', {}, { opens: 'by' }),
  phrase('people', 'sans intervenante?', { facilitator: null }),
  phrase('people', 'sans referente?', { hosts: [] }),
];

export type Role = 'host' | 'facilitator';
interface Person {
  id: string;
  name: string;
  as: Role;
}

/** What a structure is called by: its name is said whole, with or without this word. */
const STRUCTURE =
  /^(?:l'|la |le |les )?(?:association|asso|collectif|compagnie|cie|club|atelier|cabinet|structure) /u;
const ARTICLE = /^(?:l'|les? |la )/u;
/** "Mme Martin", "M. Dupont". */
const CIVILITY =
  /^(?:(?:mme|mlle|melle|mr|monsieur|madame|mademoiselle|docteur|maitre)\.?|m\.|m(?= )|dr\.?|me(?= )) */u;

const people = ({ hosts, facilitators }: OneLineContext, as: readonly Role[]): Person[] =>
  [
    ...hosts.map((one) => ({ ...one, as: 'host' as const })),
    ...facilitators.map((one) => ({ ...one, as: 'facilitator' as const })),
  ].filter((one) => !one.archived && as.includes(one.as));

/**
 * By her whole name. Somebody called by two words is also known by one of them, whole, when nobody else is: a first name
 * is how a team names its people, and the line says back the name in full.
 */
function personNamed(typed: string, among: readonly Person[]): Person | Refusal {
  const civility = CIVILITY.exec(comparable(typed))?.[0].length ?? 0;
  if (civility > 0) return personNamed(typed.slice(civility), among);
  const letters = comparable(typed);
  const same = among.filter(
    ({ name }) =>
      isName(typed, name) ||
      isName(letters.replace(ARTICLE, ''), name) ||
      isTurned(typed, name) ||
      (STRUCTURE.test(comparable(name)) &&
        isName(letters.replace(STRUCTURE, '').replace(ARTICLE, ''), comparable(name).replace(STRUCTURE, ''))),
  );
  const found = same.length > 0 ? same : among.filter(({ name }) => isPartOf(typed, name));
  const [person] = found;
  if (person === undefined) return 'nobody-of-that-name';
  return found.length === 1 ? person : 'several-of-that-name';
}

/** "Fontaine Léa". */
function isTurned(typed: string, name: string): boolean {
  const [words, its] = [wordsOf(typed), wordsOf(name)];
  if (its.length < 2 || words.length !== its.length || STRUCTURE.test(comparable(name))) return false;
  return words.some(
    (_, index) => [...words.slice(index), ...words.slice(0, index)].join(' ') === its.join(' '),
  );
}

function isPartOf(typed: string, name: string): boolean {
  const [word, ...more] = wordsOf(typed);
  const names = comparable(name).split(' ');
  if (word === undefined || names.length !== 2 || STRUCTURE.test(comparable(name))) return false;
  const whole = [word, ...more].join(' ');
  return names.some((one) => wordsOf(one).join(' ') === whole);
}

/** Several are joined by "et", "+" or "&". */
export function peopleNamed(
  typed: string,
  context: OneLineContext,
  as: readonly Role[],
): { said: Said } | { refused: Refusal; name: string } {
  const known = people(context, as);
  const whole = personNamed(typed, known);
  const parts = typeof whole === 'object' ? [typed] : typed.split(/ ?(?:[+&,]| et ) ?/u);
  const said: Said = {};
  for (const part of parts) {
    const name = part.trim();
    const person = parts.length === 1 ? whole : personNamed(name, known);
    if (typeof person === 'string') return { refused: person, name };
    if (person.as === 'host') said.hosts = [...new Set([...(said.hosts ?? []), person.id])];
    else if (said.facilitator !== undefined) return { refused: 'said-twice', name };
    else said.facilitator = person.id;
  }
  return { said };
}
