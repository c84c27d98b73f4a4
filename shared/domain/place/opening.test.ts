import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromMinutes, type LocalDate } from '../time/wall.ts';
import { areHoursKnown } from './hours-known.ts';
import type { HoursRange, OpeningException, OpeningRule, OpeningVersion } from './model.ts';
import { dayFacts, openingOn, outsideOpening, type PlaceCalendar } from './opening.ts';
import { profile } from './profiles.ts';

const place = (changes: Partial<PlaceCalendar> = {}): PlaceCalendar => ({
  ...profile('ressourcerie'),
  schoolHolidays: [],
  ...changes,
});
const exception = (changes: Partial<OpeningException>): OpeningException => ({
  id: 'e1',
  date: '2027-01-12',
  closed: false,
  hours: [],
  reason: '',
  ...changes,
});
const hoursOf = (date: LocalDate, calendar = place()) =>
  dayFacts(date, calendar).hours.map(({ start, end }) => `${fromMinutes(start)}–${fromMinutes(end)}`);

describe('the default place', () => {
  it('opens as it says on its door', () => {
    const week = [
      '2027-01-11',
      '2027-01-12',
      '2027-01-13',
      '2027-01-14',
      '2027-01-15',
      '2027-01-16',
      '2027-01-17',
    ];
    expect(week.map((date) => hoursOf(date))).toEqual([
      ['14:00–18:00'],
      ['10:00–18:00'],
      ['10:00–18:00'],
      ['14:00–18:00'],
      ['10:00–18:00'],
      [],
      [],
    ]);
  });
  it('opens on the second Saturday of the month only', () => {
    const saturdays = ['2027-01-02', '2027-01-09', '2027-01-16', '2027-01-23', '2027-01-30'];
    expect(saturdays.filter((date) => hoursOf(date).length > 0)).toEqual(['2027-01-09']);
    expect(hoursOf('2027-01-09')).toEqual(['14:00–18:00']);
  });
  it('knows nothing before its first version', () => {
    expect(openingOn('2019-03-29', place())).toEqual({ hours: [] });
    expect(dayFacts('2019-03-29', place()).reasons).toEqual([{ kind: 'weekly-closed', name: '' }]);
  });
});

describe('a place that has said nothing of its hours', () => {
  const silent = (changes: Partial<PlaceCalendar> = {}) =>
    place({ settings: profile('empty').settings, versions: [], ...changes });
  it('is neither open nor closed, and nothing is outside its hours', () => {
    const facts = dayFacts('2027-01-10', silent());
    expect(facts).toEqual({ date: '2027-01-10', hours: [], closed: false, reasons: [] });
    expect(areHoursKnown(facts)).toBe(false);
    expect(outsideOpening('2027-01-10', 600, 700, silent())).toEqual({
      outside: false,
      reasons: [],
      hours: [],
    });
  });
  it('is closed on a day it says so, and by law only when it follows it', () => {
    const closed = silent({ exceptions: [exception({ closed: true, reason: 'Travaux' })] });
    expect(dayFacts('2027-01-12', closed).closed).toBe(true);
    expect(dayFacts('2027-01-13', closed).closed).toBe(false);
    expect(dayFacts('2027-03-29', silent()).closed).toBe(false);
    const lawful = silent({ settings: { ...profile('empty').settings, closedOnPublicHolidays: true } });
    expect(dayFacts('2027-03-29', lawful).closed).toBe(true);
  });
});

describe('versions', () => {
  const [current] = profile('ressourcerie').versions;
  const later = (id: string, end: string): OpeningVersion => ({
    id,
    validFrom: '2027-02-01',
    weekly: { 1: [], 2: [{ start: '10:00', end }], 3: [], 4: [], 5: [], 6: [], 7: [] },
    rules: [],
  });
  it('changes on the day a version starts', () => {
    const versions = [later('v2', '19:00'), ...(current ? [current] : [])];
    expect(hoursOf('2027-01-26', place({ versions }))).toEqual(['10:00–18:00']);
    expect(hoursOf('2027-02-02', place({ versions }))).toEqual(['10:00–19:00']);
  });
  it('settles two versions of the same day alike in any order', () => {
    const versions = [later('v2', '19:00'), later('v3', '20:00')];
    expect(hoursOf('2027-02-02', place({ versions }))).toEqual(['10:00–20:00']);
    expect(hoursOf('2027-02-02', place({ versions: versions.toReversed() }))).toEqual(['10:00–20:00']);
  });
  it('adds monthly rules to the weekly grid and opens until midnight', () => {
    const rules: OpeningRule[] = [{ kind: 'nth-weekday', nth: -1, weekday: 2, start: '18:00', end: '24:00' }];
    const versions = [{ ...later('v2', '19:00'), rules }];
    expect(hoursOf('2027-02-23', place({ versions }))).toEqual(['10:00–24:00']);
    expect(hoursOf('2027-02-16', place({ versions }))).toEqual(['10:00–19:00']);
  });
});

describe('exceptions', () => {
  it('replaces the usual hours and says why', () => {
    const exceptions = [exception({ hours: [{ start: '09:00', end: '12:00' }], reason: 'Inventaire' })];
    expect(dayFacts('2027-01-12', place({ exceptions }))).toEqual({
      date: '2027-01-12',
      hours: [{ start: 540, end: 720 }],
      closed: false,
      reasons: [{ kind: 'exception', name: 'Inventaire' }],
    });
  });
  it('ignores the hours of a closed day', () => {
    const exceptions = [
      exception({ closed: true, hours: [{ start: '09:00', end: '12:00' }], reason: 'Travaux' }),
    ];
    expect(dayFacts('2027-01-12', place({ exceptions })).closed).toBe(true);
  });
  it('lets closed win when two machines disagree, and adds hours otherwise', () => {
    const morning = exception({ id: 'a', hours: [{ start: '09:00', end: '12:00' }] });
    const evening = exception({ id: 'b', hours: [{ start: '18:00', end: '20:00' }] });
    const closed = exception({ id: 'c', closed: true });
    expect(hoursOf('2027-01-12', place({ exceptions: [evening, morning] }))).toEqual([
      '09:00–12:00',
      '18:00–20:00',
    ]);
    expect(hoursOf('2027-01-12', place({ exceptions: [closed, morning] }))).toEqual([]);
  });
});

describe('holidays', () => {
  it('closes on a public holiday by default', () => {
    expect(dayFacts('2027-07-14', place())).toEqual({
      date: '2027-07-14',
      hours: [],
      closed: true,
      reasons: [{ kind: 'holiday', name: 'Fête Nationale' }],
    });
  });
  it('stays open when the place chose so, still naming the day', () => {
    const settings = { ...profile('ressourcerie').settings, closedOnPublicHolidays: false };
    const facts = dayFacts('2027-07-14', place({ settings }));
    expect(facts.closed).toBe(false);
    expect(facts.reasons).toEqual([{ kind: 'holiday', name: 'Fête Nationale' }]);
  });
  it('opens on a public holiday when an exception says so', () => {
    const exceptions = [
      exception({ date: '2027-07-14', hours: [{ start: '14:00', end: '18:00' }], reason: 'Goûter' }),
    ];
    expect(hoursOf('2027-07-14', place({ exceptions }))).toEqual(['14:00–18:00']);
  });
  it('closes on 26 December only where the switch is on', () => {
    const settings = {
      ...profile('ressourcerie').settings,
      alsaceMoselle: { december26: true, goodFriday: false },
    };
    expect(dayFacts('2028-12-26', place()).closed).toBe(false);
    expect(dayFacts('2028-12-26', place({ settings })).closed).toBe(true);
  });
  it('names school holidays of its own zone without closing', () => {
    const noel = { name: 'Vacances de Noël', start: '2026-12-19', end: '2027-01-03' };
    const schoolHolidays = [
      { zone: 'A' as const, ...noel },
      { zone: 'B' as const, ...noel },
    ];
    const facts = dayFacts('2026-12-22', place({ schoolHolidays }));
    expect(facts.closed).toBe(false);
    expect(facts.reasons).toEqual([{ kind: 'school-holiday', name: 'Vacances de Noël' }]);
    expect(dayFacts('2027-01-04', place({ schoolHolidays })).reasons).toEqual([]);
  });
});

describe('outside opening hours', () => {
  it.each([
    ['inside', '2027-01-12', 600, 1080, []],
    ['too early', '2027-01-12', 595, 660, [{ kind: 'outside-hours', name: '' }]],
    ['too late', '2027-01-12', 1020, 1085, [{ kind: 'outside-hours', name: '' }]],
    ['on a closed weekday', '2027-01-17', 600, 660, [{ kind: 'weekly-closed', name: '' }]],
    ['on a holiday', '2027-07-14', 600, 660, [{ kind: 'holiday', name: 'Fête Nationale' }]],
  ] as const)('%s', (_, date, start, end, reasons) => {
    const answer = outsideOpening(date, start, end, place());
    expect(answer.outside).toBe(reasons.length > 0);
    expect(answer.reasons).toEqual(reasons);
  });
  it('gives only the reason that closes the day', () => {
    const calendar = place({
      exceptions: [exception({ date: '2027-12-25', closed: true, reason: 'Fermeture de fin d’année' })],
      schoolHolidays: [{ zone: 'A', name: 'Vacances de Noël', start: '2027-12-18', end: '2028-01-02' }],
    });
    expect(outsideOpening('2027-12-25', 600, 660, calendar).reasons).toEqual([
      { kind: 'exception', name: 'Fermeture de fin d’année' },
    ]);
    expect(outsideOpening('2027-12-26', 600, 660, calendar).reasons).toEqual([
      { kind: 'weekly-closed', name: '' },
    ]);
  });
});

describe('any calendar', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 287 }), fc.integer({ min: 1, max: 288 }))
    .filter(([start, end]) => start < end)
    .map(([start, end]): HoursRange => ({ start: fromMinutes(start * 5), end: fromMinutes(end * 5) }));
  const ranges = fc.array(range, { maxLength: 3 });
  const aDate = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2026-01-01', days));
  const rule = fc.record({
    kind: fc.constant('nth-weekday' as const),
    nth: fc.constantFrom(1 as const, 2 as const, 5 as const, -1 as const),
    weekday: fc.constantFrom(1 as const, 6 as const, 7 as const),
    hours: range,
  });
  const calendar = fc
    .record({
      versions: fc.array(
        fc.record({
          id: fc.string(),
          validFrom: aDate,
          weekly: fc.record({ 1: ranges, 2: ranges, 3: ranges, 4: ranges, 5: ranges, 6: ranges, 7: ranges }),
          rules: fc.array(
            rule.map(({ hours, ...rest }) => ({ ...rest, ...hours })),
            { maxLength: 3 },
          ),
        }),
        { maxLength: 3 },
      ),
      exceptions: fc.array(
        fc.record({ id: fc.string(), date: aDate, closed: fc.boolean(), hours: ranges, reason: fc.string() }),
      ),
    })
    .map((hours) => place(hours));

  it('has hours sorted, disjoint, and inside the day', () => {
    fc.assert(
      fc.property(calendar, aDate, (any, date) => {
        const { hours, closed } = dayFacts(date, any);
        // Neither open nor closed while the place has said nothing of its hours.
        if (any.versions.length > 0) expect(closed).toBe(hours.length === 0);
        else expect(closed && hours.length > 0).toBe(false);
        for (const [index, { start, end }] of hours.entries()) {
          expect(start >= (index === 0 ? 0 : (hours[index - 1]?.end ?? 0) + 1)).toBe(true);
          expect(start < end && end <= 1440).toBe(true);
        }
      }),
    );
  });
  it('is outside for a reason, and inside for none', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 1435 }), fc.integer({ min: 5, max: 300 }));
    fc.assert(
      fc.property(calendar, aDate, span, (any, date, [start, length]) => {
        const { outside, reasons } = outsideOpening(date, start, start + length, any);
        expect(reasons.length > 0).toBe(outside);
      }),
    );
  });
  it('does not depend on the order in which machines added things', () => {
    fc.assert(
      fc.property(calendar, aDate, (any, date) => {
        const ids = [...any.versions, ...any.exceptions].map(({ id }) => id);
        fc.pre(new Set(ids).size === ids.length);
        const reversed = {
          ...any,
          versions: any.versions.toReversed(),
          exceptions: any.exceptions.toReversed(),
        };
        expect(dayFacts(date, reversed)).toEqual(dayFacts(date, any));
      }),
    );
  });
});
