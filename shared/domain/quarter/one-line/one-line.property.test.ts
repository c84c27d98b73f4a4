/** What holds of any text typed as a line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoActivities } from '../../demo/activities.ts';
import { demoFacilitators, demoHosts } from '../../demo/people.ts';
import { profile } from '../../place/profiles.ts';
import { spanOf } from '../calendar.ts';
import { linePlan, lineWhat } from '../model.ts';
import { describeLine, type OneLineContext, readOneLine } from './one-line.ts';
import { tidy } from './text.ts';

const span = spanOf('2027-1');
const context: OneLineContext = {
  span,
  activities: demoActivities.map(({ activity }) => activity),
  spaces: profile('ressourcerie').spaces,
  hosts: demoHosts,
  facilitators: demoFacilitators('2027-01-01'),
};
const read = (text: string) => readOneLine(text, context);
/** Of any word but those that lead from one part to another. */
const LETTERS_OR_DIGITS =
  /(?<![\p{L}\p{N}])(?!(?:les?|la|l|du|de|des|d|aux?|à|a|en|et|dans|sur|chaque|tous|pour|puis)(?![\p{L}\p{N}]))[\p{L}\p{N}]/u;

describe('any typed line', () => {
  it('never loses a word, never throws, and never makes a draft that the engine would refuse', () => {
    const bits = fc.constantFrom(
      'yoga',
      'Pilates',
      'mardi',
      'le 2e jeudi du mois',
      '12/01',
      '99/99',
      '10h-11h',
      '10h07',
      'à 9 h',
      'salon',
      'tous les 3 mois',
      '0 places',
      '12,50 €',
      'avec Nadia',
      'jusqu’au 3 mars',
      'sauf le 12/01',
      'du 3 au 30 mars',
      'gratuit',
      '«',
      '»',
      '🎉 fête',
      'مرحبا',
      'les 12, 19 et 26 janvier',
      '1er et 3e',
      'jeudis',
      'et',
      'du',
      'le',
      'sauf',
      'avec',
      'jusqu’à',
      'pendant les vacances',
      'toute la journée',
      'chaque jour',
      'en mars',
      'mars',
      '7',
      'un mardi sur deux',
      'rdv',
      'visio',
      'interne',
      'midi',
      'matin',
      '"3 fois"',
      '(10 séances)',
      'Goûter du mercredi',
      'pause',
      'relâche le 12 janvier',
      'du samedi au lundi',
      '14h 10 à 12 personnes',
      '5 séances',
      '3 séances de 2h',
      'sauf en janvier',
      '80 € les 10 séances',
      'pour tous',
      '5h',
      'du matin',
      'puis salon',
      'espace calme',
      'hors vacances',
      'début mars',
      'gratuité',
      'animé par Mme Diallo',
      'et en mars',
      'puis en visio',
      'gratuit en mars',
      'sauf le 12 janvier gratuit',
      'presque tous les jeudis',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(bits, { maxLength: 8 }).map((all) => all.join(', ')),
      fc.array(bits, { maxLength: 8 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const line = read(text);
        if (line.drafts.length === 0)
          expect([...line.missing.filter((part) => part !== 'space'), ...line.unknown]).not.toEqual([]);
        else expect(line.unknown).toEqual([]);
        // Every character once, and what is not understood is what is underlined.
        expect(line.pieces.map((piece) => piece.text).join('')).toBe(tidy(text));
        for (const { text: left } of line.unknown) expect(tidy(text)).toContain(left);
        expect(line.pieces.some(({ is }) => is === 'not-understood')).toBe(line.unknown.length > 0);
        for (const { text: joining, is } of line.pieces)
          if (is === 'joining') expect(joining.toLowerCase()).not.toMatch(LETTERS_OR_DIGITS);
        // Digits, days and months that nothing recognised are no title.
        const bare = line.pieces
          .filter(({ is }) => is === 'title')
          .map((piece) => piece.text.replace(/"[^"]*"|«[^»]*»/g, ''));
        if (line.drafts.length > 0)
          for (const title of bare)
            expect(title).not.toMatch(/(?<![\p{L}\p{N}])\d|(?<!\p{L})(?:sauf|jusqu|pendant)(?!\p{L})/iu);
        for (const draft of line.drafts) {
          const said = describeLine(draft, context);
          const back = read(said);
          expect({ said, unknown: back.unknown }).toEqual({ said, unknown: [] });
          expect(back.drafts.map((one) => describeLine(one, context))).toEqual([said]);
          const { plan, what } = draft;
          expect(linePlan.safeParse(plan).error).toBeUndefined();
          expect(lineWhat.safeParse(what).error).toBeUndefined();
          for (const date of [plan.slot.date, ...(plan.also ?? [])])
            expect(date >= span.from && date <= span.to).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same whatever the order of its parts, and says it back', () => {
    const some = (...texts: string[]) => fc.constantFrom(...texts);
    const parts = fc.record(
      {
        title: some('Chorale', 'Les quatre saisons', '« Mars, 3 fois »', 'Thé dansant', 'Yoga sur chaise'),
        when: some(
          'mardi',
          'les lundis et jeudis',
          'du lundi au vendredi',
          'un mardi sur deux',
          '1er et 3e jeudi du mois',
          'dernier vendredi du mois',
          'les 12, 19 et 26 janvier',
          'mardi 12 et mardi 26 janvier',
          'samedi 6 mars',
          'chaque jour',
          '2e et 4e mercredi',
        ),
        hours: some('14h-16h', 'de 9 à 11h', '10h30', 'à midi', '14 h 30 – 16 h', '9h et 14h'),
        where: some(
          'salon',
          'à l’espace calme',
          'tout le lieu',
          'en visio',
          'rdv devant la gare',
          'salon + espace calme',
        ),
        seats: some('12 places', 'max 8', '10 pers.'),
        fare: some('gratuit', '4,50 €', '6 euros'),
        who: some('avec Nadia', 'animé par Fatou Diallo'),
        holidays: some('hors vacances', 'sauf fériés'),
        told: some('interne'),
      },
      { requiredKeys: ['title', 'when', 'hours'] },
    );
    const shuffled = parts.chain((line) => {
      const texts = Object.values(line);
      return fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts, { minLength: texts.length }));
    });
    fc.assert(
      fc.property(shuffled, ([texts, order]) => {
        const meaning = (typed: string) => {
          const { unknown, drafts } = read(typed);
          expect({ typed, unknown }).toEqual({ typed, unknown: [] });
          return drafts.map((draft) => describeLine(draft, context));
        };
        const meant = meaning(texts.join(', '));
        expect(meant).not.toEqual([]);
        expect(meaning(order.join(', '))).toEqual(meant);
        expect(
          meaning(order.join(' ; ').toUpperCase().replace('FATOU DIALLO', 'Fatou Diallo')).map((said) =>
            said.toUpperCase(),
          ),
        ).toEqual(meant.map((said) => said.toUpperCase()));
        for (const said of meant) expect(meaning(said)).toEqual([said]);
      }),
      { numRuns: 300 },
    );
  });
});
