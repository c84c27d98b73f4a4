/** Where, in a typed line: a space, the whole place, elsewhere, at a distance; and what is said of the session itself. */
import { bookingKinds } from '../../planning/model.ts';
import { titleOf, WHOLE_PLACE_NAME } from '../../planning/wording.ts';
import { followsSpace } from './numbered.ts';
import { phrase, type Reader } from './reader.ts';
import type { OneLineContext } from './said.ts';
import { keyOf, patternOfName } from './text.ts';

const TOWARDS = "(?:(?:dans|a|au|aux|en|lieu ?:|salle ?:|espace ?:) ?)?(?:(?:les?|la) |l')?";
const JOINED = '(?:(?:\\+|&|et) )?';

const REMOTE =
  'a distance|en visio(?:conference|-conference)?|par visio|en distanciel|par zoom|sur zoom|par telephone';
const REMOTE_WORD = 'en ligne|visio(?:-?conference)?|distanciel|zoom';

/** Spaces are named in full; their patterns are made once for a context, which is read at each key that is pressed. */
const known = new WeakMap<OneLineContext['spaces'], Reader[]>();

export function spaceReaders({ spaces }: OneLineContext): Reader[] {
  const made = known.get(spaces);
  if (made) return made;
  const readers = spaces
    .filter(({ archived }) => !archived)
    .flatMap(({ id, name }): Reader[] => {
      const pattern = patternOfName(name);
      if (pattern === undefined) return [];
      return [
        phrase('space', `${JOINED}${TOWARDS}${pattern}`, { spaces: [id] }),
        // From when on is not said.
        phrase('space', `(?:puis|ensuite) ${TOWARDS}${pattern}`, () => 'said-twice'),
      ];
    });
  known.set(spaces, readers);
  return readers;
}

export const placeReaders: Reader[] = [
  phrase(
    'space',
    `${TOWARDS}(?:${keyOf(WHOLE_PLACE_NAME)}|toute la maison|lieu entier|tous les espaces|toutes les salles)`,
    { wholePlace: true },
  ),
  phrase('space', 'sans (?:espace|salle)', { spaces: [] }),
  phrase('place', '(?:point de )?(?:rendez-vous|rendez vous|rdv|rv)(?: ?:)?', {}, { opens: 'place' }),
  {
    part: 'place',
    match({ text }, at) {
      const link = /^(?:lien ?:? ?)?(https?:\/\/[^\s»”"]+)/i.exec(text.slice(at));
      if (!link) return undefined;
      const [whole, address = ''] = link;
      // A comma or a full stop after it ends the sentence, not the address.
      const trimmed = address.replace(/[.,;:!?)]+$/, '');
      const end = at + whole.length - (address.length - trimmed.length);
      return { end, said: trimmed.length <= 2000 ? { link: trimmed } : 'too-much' };
    },
  },
  phrase('mode', `(?:sur place|en salle|en presentiel) (?:et|\\+|&) (?:${REMOTE}|${REMOTE_WORD})|hybride`, {
    mode: 'hybrid',
  }),
  // "Au salon et en visio".
  phrase('mode', `(?:et|\\+|&) (?:aussi )?(?:${REMOTE}|${REMOTE_WORD})`, ({ before }, context) =>
    followsSpace({ letters: before, context }, before.length) ? { mode: 'hybrid' } : undefined,
  ),
  phrase('mode', REMOTE, { mode: 'remote' }),
  phrase('mode', REMOTE_WORD, { mode: 'remote' }, { unsure: 'hint' }),
  phrase('mode', "dehors|a l'exterieur|en exterieur|en plein air|hors les murs", { mode: 'outside' }),
  phrase('mode', 'sortie|exterieur', { mode: 'outside' }, { unsure: 'segment' }),
  phrase('mode', 'sur place|en presentiel', { mode: 'on-site' }, { unsure: 'segment' }),
  phrase(
    'public',
    '(?:usage |en )?internes?|non public|pas public|pas au programme',
    { isPublic: false },
    { unsure: 'hint' },
  ),
  phrase('public', '(?:ouvert au )?(?:public|publique)', { isPublic: true }, { unsure: 'segment' }),
  ...bookingKinds
    .filter((kind) => kind !== 'appointment')
    .map((kind) =>
      phrase('kind', patternOfName(titleOf({ kind }, undefined)) ?? kind, { kind }, { unsure: 'segment' }),
    ),
];
