/** Names in a typed line: activities, spaces, people; and where something is held when that is no space. */

import type { Activity } from '../../catalogue/activity.ts';
import { bookingKinds } from '../../planning/model.ts';
import { titleOf, WHOLE_PLACE_NAME } from '../../planning/wording.ts';
import { fits, wordsOf } from '../../search/words.ts';
import { type Found, type Reader, words } from './reader.ts';
import type { OneLineContext, Refusal, Said } from './said.ts';
import { comparable, keyOf, patternOfName, unquoted } from './text.ts';

interface Named {
  id: string;
  name: string;
  archived: boolean;
}

const SHORTEST_BEGINNING = 3;

/** A line is read again at each key that is pressed: what is compared with it is worked out once for each thing. */
const keys = new WeakMap<object, string>();
function keyOfNamed(one: { name: string }): string {
  const key = keys.get(one) ?? keyOf(one.name);
  keys.set(one, key);
  return key;
}

/** By its name, else by a beginning that no other name has. */
function named<T extends Named>(typed: string, among: readonly T[]): T | undefined {
  const key = keyOf(typed);
  if (key === '') return undefined;
  const known = among.filter(({ archived }) => !archived);
  const exact = known.filter((one) => keyOfNamed(one) === key);
  if (exact.length > 0) return exact.length === 1 ? exact[0] : undefined;
  const begun = known.filter((one) => key.length >= SHORTEST_BEGINNING && keyOfNamed(one).startsWith(key));
  return begun.length === 1 ? begun[0] : undefined;
}

export const activityNamed = (typed: string, { activities }: OneLineContext): Activity | undefined =>
  named(typed, activities);
export function isActivityName(typed: string, { activities }: OneLineContext): boolean {
  const key = keyOf(typed);
  return activities.some((one) => !one.archived && keyOfNamed(one) === key);
}
/** Names that may be cut by mistake when a line is. */
export const knownNames = ({ activities, spaces }: OneLineContext): string[] =>
  [...activities, ...spaces].filter(({ archived }) => !archived).map(({ name }) => name);

/** Activities that a title may have been meant for, by id; at most 5. */
export function activitiesLike(title: string, { activities }: OneLineContext): string[] {
  const typed = wordsOf(title);
  if (typed.length === 0) return [];
  const like = activities.filter(({ archived, name }) => !archived && fits(typed, wordsOf(name)));
  return like.slice(0, 5).map(({ id }) => id);
}

const TOWARDS = "(?:(?:dans|a|au|aux|en) )?(?:(?:les?|la) |l')?";
const WHOLE = keyOf(WHOLE_PLACE_NAME);

/** A space, or several joined by "+" or "et". */
export function spacesNamed(typed: string, { spaces }: OneLineContext): Said | undefined {
  const bare = typed.slice(new RegExp(`^${TOWARDS}`, 'u').exec(comparable(typed))?.[0].length ?? 0);
  if (keyOf(bare) === WHOLE) return { wholePlace: true };
  const one = named(typed, spaces) ?? named(bare, spaces);
  if (one) return { spaces: [one.id] };
  const parts = bare.split(/ (?:\+|et) /u);
  if (parts.length < 2) return undefined;
  const all = parts.map((part) => spacesNamed(part, { spaces } as OneLineContext)?.spaces?.[0]);
  return all.every((id) => id !== undefined) ? { spaces: all } : undefined;
}

/** A space named in full within other words. */
export const spaceReaders = ({ spaces }: OneLineContext): Reader[] => [
  { part: 'space', pattern: words(`${TOWARDS}tout le lieu`), read: () => ({ wholePlace: true }) },
  ...spaces
    .filter(({ archived }) => !archived)
    .sort((a, b) => b.name.length - a.name.length)
    .flatMap(({ id, name }): Reader[] => {
      const pattern = patternOfName(name);
      if (pattern === undefined) return [];
      return [
        {
          part: 'space',
          pattern: words(`(?:\\+ |et )?${TOWARDS}${pattern}`),
          read: () => ({ spaces: [id] }),
        },
      ];
    }),
];

type Person = Named & { as: 'host' | 'facilitator' };

/** By the whole name, else by words that begin those of one name only. */
function personNamed(asTyped: string, people: readonly Person[]): Person | Refusal {
  const typed = asTyped.replace(/^(?:l['’]|les? |la )/iu, '');
  const key = keyOf(typed);
  const exact = people.filter((person) => [key, keyOf(asTyped)].includes(keyOf(person.name)));
  const typedWords = wordsOf(typed);
  const like =
    exact.length > 0 || typedWords.length === 0
      ? exact
      : people.filter(({ name }) => fits(typedWords, wordsOf(name)));
  const [person] = like;
  if (person === undefined) return 'nobody-of-that-name';
  return like.length === 1 ? person : 'several-of-that-name';
}

function people(found: Found, { hosts, facilitators }: OneLineContext, as: Person['as'][]): Said | Refusal {
  const known: Person[] = [
    ...hosts.map(({ id, name, archived }) => ({ id, name, archived, as: 'host' as const })),
    ...facilitators.map(({ id, name, archived }) => ({ id, name, archived, as: 'facilitator' as const })),
  ].filter((person) => !person.archived && as.includes(person.as));
  const typed = found.typed('name');
  const whole = personNamed(unquoted(typed) ?? typed, known);
  const all =
    typeof whole === 'string'
      ? typed.split(/ (?:et|\+) /u).map((name) => personNamed(unquoted(name) ?? name, known))
      : [whole];
  const said: Said = {};
  for (const person of all) {
    if (typeof person === 'string') return person;
    if (person.as === 'host') said.hosts = [...(said.hosts ?? []), person.id];
    else if (said.facilitator !== undefined) return 'said-twice';
    else said.facilitator = person.id;
  }
  return said;
}

/** Somebody who is not known is refused where only a person can be meant, and may be a word of a title elsewhere. */
const orNothing = (said: Said | Refusal, { isFirst }: Found) =>
  typeof said === 'string' && !isFirst ? undefined : said;

export const nameReaders: Reader[] = [
  {
    part: 'place',
    pattern: words('(?:point de )?(?:rendez-vous|rendez vous|rdv)(?: ?:)? (?<place>.+)$'),
    read(found) {
      const place = unquoted(found.typed('place')) ?? found.typed('place').trim();
      return place.length <= 300 ? { placeText: place } : 'too-much';
    },
  },
  {
    part: 'place',
    pattern: /(?<![\p{L}\p{N}])(?:lien )?(?<link>https?:\/\/\S+)/du,
    read: (found) => (found.typed('link').length <= 2000 ? { link: found.typed('link') } : 'too-much'),
  },
  {
    part: 'people',
    pattern: words('animee?s? par (?<name>.+)$'),
    read: (found, context) => orNothing(people(found, context, ['facilitator']), found),
  },
  {
    part: 'people',
    pattern: words('intervenante? (?<name>.+)$'),
    read: (found, context) => orNothing(people(found, context, ['facilitator']), found),
  },
  {
    part: 'people',
    pattern: words('referente?s? (?<name>.+)$'),
    read: (found, context) => orNothing(people(found, context, ['host']), found),
  },
  { part: 'people', pattern: words('sans intervenante?'), read: () => ({ facilitator: null }) },
  { part: 'people', pattern: words('sans referente?'), read: () => ({ hosts: [] }) },
  {
    part: 'people',
    pattern: words('avec (?<name>.+)$'),
    read: (found, context) => orNothing(people(found, context, ['host', 'facilitator']), found),
  },
  { part: 'space', pattern: words('sans (?:espace|salle)'), read: () => ({ spaces: [] }) },
  {
    part: 'mode',
    pattern: words('sur place et a distance|en salle et (?:a distance|en visio)|hybride'),
    read: () => ({ mode: 'hybrid' }),
  },
  { part: 'mode', pattern: words('a distance|en visio(?:conference)?'), read: () => ({ mode: 'remote' }) },
  { part: 'mode', alone: true, pattern: words('en ligne|visio'), read: () => ({ mode: 'remote' }) },
  {
    part: 'mode',
    alone: true,
    pattern: words("dehors|a l'exterieur|en exterieur|en plein air|sortie"),
    read: () => ({ mode: 'outside' }),
  },
  { part: 'mode', alone: true, pattern: words('sur place'), read: () => ({ mode: 'on-site' }) },
  { part: 'public', alone: true, pattern: words('interne'), read: () => ({ isPublic: false }) },
  { part: 'public', alone: true, pattern: words('public|publique'), read: () => ({ isPublic: true }) },
  ...bookingKinds
    .filter((kind) => kind !== 'appointment')
    .map(
      (kind): Reader => ({
        part: 'kind',
        alone: true,
        pattern: words(patternOfName(titleOf({ kind }, undefined)) ?? kind),
        read: () => ({ kind }),
      }),
    ),
];
