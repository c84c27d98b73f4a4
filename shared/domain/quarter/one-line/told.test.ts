/** What a place does not know, and what a line does not get: said, or it blocks the line with its reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFacts } from '../../place/opening.ts';
import { profile } from '../../place/profiles.ts';
import { datesBetween } from '../../time/wall.ts';
import { spanOf } from '../calendar.ts';
import { lineDates } from '../dates.ts';
import { type OneLineContext, readOneLine } from './one-line.ts';

const span = spanOf('2027-1');
const base = profile('ressourcerie');
const HOLIDAYS = [{ zone: 'A' as const, name: 'Vacances d’hiver', start: '2027-02-13', end: '2027-02-28' }];
/** A place that knows its school holidays, or its opening hours, or not. */
function contextOf({ holidays = HOLIDAYS, isOpen = true }): OneLineContext {
  const place = { ...base, schoolHolidays: holidays };
  const days = datesBetween(span.from, span.to).map((date) => dayFacts(date, place));
  return {
    span,
    activities: [],
    spaces: base.spaces,
    hosts: [],
    facilitators: [],
    days: isOpen ? days : days.map((day) => ({ ...day, hours: [] })),
  };
}
const whole = contextOf({});
const facts = new Map(whole.days?.map((day) => [day.date, day]));
const withoutHolidays = contextOf({ holidays: [] });
const told = (typed: string, context = whole) => {
  const { drafts, known, unknown } = readOneLine(typed, context);
  expect({ typed, unknown, drafts: drafts.length }).toEqual({ typed, unknown: [], drafts: 1 });
  const { draft, told: words } = known[0] ?? {};
  const facts = new Map(context.days?.map((day) => [day.date, day]));
  return [draft ? lineDates(draft.plan, span, (date) => facts.get(date)).length : 0, words];
};
const refused = (typed: string, context = whole) => {
  const { drafts, unknown } = readOneLine(typed, context);
  expect({ typed, drafts }).toEqual({ typed, drafts: [] });
  return unknown;
};

describe('a line that does not get what it says', () => {
  it.each([
    ['Belote mardi 10h 20 séances', 13],
    ['Belote mardi 10h 14 séances sauf le 12 janvier', 12],
    ['Belote mardi 10h 6 séances en février', 4],
  ])('has fewer sessions in the quarter, and tells it: %s', (typed, count) => {
    expect(told(typed)).toEqual([count, ['fewer']]);
  });

  it.each(['Belote jeudi 10h de début mars à fin avril', 'Belote mardi 10h jusqu’à fin juin'])(
    'goes on beyond the quarter, and tells it: %s',
    (typed) => {
      expect(told(typed)[1]).toEqual(['goes-on']);
    },
  );

  it('tells nothing when it gets all of it', () => {
    expect(told('Belote mardi 10h 13 séances')).toEqual([13, undefined]);
    expect(told('Belote mardi 10h jusqu’au 30 mars')).toEqual([13, undefined]);
  });

  it('avoids school holidays that nobody knows, and tells it', () => {
    expect(told('Belote mardi 10h hors vacances')).toEqual([11, undefined]);
    expect(told('Belote mardi 10h hors vacances', withoutHolidays)).toEqual([13, ['no-holidays']]);
    expect(told('Belote mardi 10h en période scolaire', withoutHolidays)).toEqual([13, ['no-holidays']]);
  });
});

describe('sessions that are counted', () => {
  it('are as many as the line says, whatever it leaves out, or all there are', () => {
    const leftOut = fc.subarray([
      'le 12 janvier',
      'le 9 février',
      'en janvier',
      'du 1er au 12 mars',
      'le 3e mardi',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), leftOut, fc.boolean(), (count, some, hasHolidays) => {
        const but = [...some, ...(hasHolidays ? ['vacances'] : [])].map((text) => `sauf ${text}`).join(', ');
        const datesOf = (typed: string) => {
          const [draft] = readOneLine(typed, whole).drafts;
          return draft ? lineDates(draft.plan, span, (date) => facts.get(date)) : undefined;
        };
        const all = datesOf(`Belote mardi 10h ${but}`) ?? [];
        const counted = datesOf(`Belote mardi 10h ${count} séances ${but}`);
        // What is left out after the last session is refused: it is none of them.
        if (counted) expect(counted).toEqual(all.slice(0, count));
        else expect(some).not.toEqual([]);
      }),
    );
  });
});

describe('a line that would have no date', () => {
  it.each([
    ['Belote mercredi 17 février 10h hors vacances', 'hors vacances', 'no-date'],
    ['Belote vendredi 1er janvier 10h sauf fériés', 'sauf fériés', 'no-date'],
    ['Belote mardi 10h sauf de janvier à mars', 'sauf de janvier à mars', 'no-date'],
  ])('is not added, and says why: %s', (typed, text, why) => {
    expect(refused(typed)).toEqual([{ text, why }]);
  });

  it('says that the school holidays it keeps to are not known', () => {
    expect(refused('Belote mardi 10h pendant les vacances', withoutHolidays)).toEqual([
      { text: 'pendant les vacances', why: 'no-holidays-known' },
    ]);
  });

  it('says that the hours of a whole day are not known', () => {
    const closed = contextOf({ isOpen: false });
    expect(refused('Belote samedi 6 mars toute la journée', closed)).toEqual([
      { text: 'toute la journée', why: 'no-opening-hours' },
    ]);
    expect(refused('Belote samedi 6 mars toute la journée', { ...whole, days: undefined })).toEqual([
      { text: 'toute la journée', why: 'no-opening-hours' },
    ]);
  });
});

describe('the reason given', () => {
  it.each([
    ['Belote mardi 5h', '5h', 'at-night'],
    ['Belote mardi 25h', '25h', 'not-a-time'],
    ['Belote début mars, mardi, 10h', 'début mars', 'which-date'],
    ['Belote mardi 10h à partir de fin mars', 'à partir de fin mars', 'outside-quarter'],
    ['Belote mardi et jeudi 10h sauf jeudi à partir de mars', 'sauf jeudi à partir de mars', 'of-exception'],
    ['Belote mardi 10h et jeudi 14h 5 séances', '5 séances', 'of-which'],
    ['Belote mardi 10h, gratuit en mars', 'gratuit', 'of-a-part'],
    ['Belote mardi 10h sauf le 12 janvier gratuit', 'gratuit', 'of-exception'],
    ['Belote mardi en janvier et jeudi en février 10h', 'jeudi', 'said-twice'],
    ['Belote mardi 10h salon en janvier, espace calme en février', 'espace calme', 'said-twice'],
    ['Belote mardi 14h 10 à 12 personnes', '10 à 12 personnes', 'cannot-be-kept'],
    ['Belote mardi 10h 80 € les 10 séances', '80 € les 10 séances', 'cannot-be-kept'],
    ['Belote du samedi au lundi toutes les 2 semaines 10h', 'toutes les 2 semaines', 'cannot-be-kept'],
  ])('is that of the words which are not understood: %s', (typed, text, why) => {
    expect(refused(typed)).toEqual([{ text, why }]);
  });
});
