/** What is said of one of two days, or of a part of the sessions, changes nothing of the others: it is theirs, or refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFacts } from '../../place/opening.ts';
import { profile } from '../../place/profiles.ts';
import { datesBetween } from '../../time/wall.ts';
import { spanOf } from '../calendar.ts';
import { readOneLine } from './one-line.ts';

const span = spanOf('2027-1');
const place = {
  ...profile('ressourcerie'),
  schoolHolidays: [{ zone: 'A' as const, name: 'Vacances d’hiver', start: '2027-02-13', end: '2027-02-28' }],
};
const context = {
  span,
  activities: [],
  spaces: place.spaces,
  hosts: [{ id: 'nadia', name: 'Nadia Ferrand', archived: false }],
  facilitators: [{ id: 'lea', name: 'Léa Fontaine', archived: false }],
  days: datesBetween(span.from, span.to).map((date) => dayFacts(date, place)),
};
const read = (typed: string) => readOneLine(typed, context).drafts;
const PERIODS = [
  'en mars',
  'dès mars',
  'à partir du 4 mars',
  'jusqu’au 9 mars',
  'pendant les vacances',
  'du 4 au 25 mars',
];
const OF_A_SESSION = ['en visio', 'dehors', 'salon', 'avec Léa', 'gratuit', '5 €', '8 places', 'interne'];
const some = (all: readonly string[]) => fc.constantFrom(...all);

describe('what is said of a part of a line', () => {
  it('leaves the first day as it is when it leads to the second one', () => {
    const [alone] = read('Terre mardi 10h-11h');
    const signs = some([' et ', ' et, ', ', ', ' puis ', ' ; ', '. ', ' : ', ' (et) ', ' - ', ' ']);
    const leads = some([
      ...PERIODS,
      ...OF_A_SESSION,
      'tous les 15 jours',
      '3 séances',
      'sauf vacances',
      'sauf le 14 janvier',
      'pendant 6 semaines',
      'pendant 2h',
    ]);
    fc.assert(
      fc.property(signs, leads, some([' ', ' : ']), (sign, lead, before) => {
        const [first, ...more] = read(`Terre mardi 10h-11h${sign}${lead}${before}jeudi 14h-15h`);
        if (!first) return;
        expect(first).toEqual(alone);
        expect(more).not.toEqual([]);
        expect(more).not.toEqual(read('Terre jeudi 14h-15h'));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused when it tells of some sessions only, whichever is said first', () => {
    const signs = some([', ', ' ; ', ' (', '. ', ' puis ', ' et ']);
    fc.assert(
      fc.property(signs, some(PERIODS), some(OF_A_SESSION), fc.boolean(), (sign, period, what, isFirst) => {
        const typed = `Terre mardi 10h-11h${sign}${isFirst ? `${what} ${period}` : `${period} ${what}`}`;
        expect({ typed, drafts: read(typed) }).toEqual({ typed, drafts: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('is refused right after the days that are left out', () => {
    const out = some([
      'sauf le 12 janvier',
      'sauf en mars',
      'sauf les 12 et 19 janvier',
      'hors le 12 janvier',
    ]);
    fc.assert(
      fc.property(out, some(OF_A_SESSION), some([' ', ' : ', ' (']), (but, what, sign) => {
        const typed = `Terre mardi 10h-11h ${but}${sign}${what}`;
        expect({ typed, drafts: read(typed) }).toEqual({ typed, drafts: [] });
      }),
    );
  });
});
