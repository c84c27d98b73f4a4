import fc from 'fast-check';
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addDays, fromMinutes, toMinutes } from '../time/wall.ts';
import { atOnce, createPace } from './pace.ts';
import { occurrencesOf } from './rule.ts';
import { readRule } from './rule-parts.ts';
import { ruleTable } from './rule-table.ts';
import type { Moment } from './zones.ts';

interface Row {
  start: string;
  rule: string;
  dates: string[];
  /** More follow. */
  goesOn: boolean;
}

const rows: Row[] = ruleTable
  .split('\n')
  .filter((line) => /^\d/.test(line))
  .map((line) => {
    const [left = '', right = ''] = line.split(' =');
    const [start = '', rule = ''] = left.split(' ');
    const dates = right.split(' ').filter((date) => date !== '' && date !== '…');
    const whole = (date: string) => (date.includes('T') ? date : `${date}${start.slice(10)}`);
    return { start, rule, dates: dates.map(whole), goesOn: right.endsWith('…') };
  });

const momentOf = (text: string): Moment => ({
  date: text.slice(0, 10),
  minutes: toMinutes(text.slice(11, 16)),
});

/** At most `most`; the start only if it fits. */
function ours(rule: string, start: string, most: number): string[] {
  const read = readRule(rule);
  if (!read) throw new Error(`not read: ${rule}`);
  const [, date = '', time] = /^(\d{8})(?:T(\d{4}))?/.exec(read.until ?? '') ?? [];
  const until = {
    date: date.replace(/(....)(..)(..)/, '$1-$2-$3'),
    minutes: time === undefined ? 1440 : Number(time.slice(0, 2)) * 60 + Number(time.slice(2)),
  };
  const bounds = { horizon: '2199-12-31', from: '1900-01-01', ...(date === '' ? {} : { until }) };
  const found = atOnce(occurrencesOf(read, momentOf(start), bounds, createPace(0), false))?.moments ?? [];
  return found.slice(0, most).map((at) => `${at.date}T${fromMinutes(at.minutes)}`);
}

function byTemporal(rule: string, start: string, most: number): string[] {
  const found: string[] = [];
  new RRuleTemporal({
    rruleString: rule.replace(/UNTIL=(\d{8})(?=;|$)/, 'UNTIL=$1T235959').replace(/UNTIL=\w+/, '$&Z'),
    dtstart: Temporal.PlainDateTime.from(start).toZonedDateTime('UTC'),
    tzid: 'UTC',
  }).all((at) => {
    if (at.year > 2199) return false;
    found.push(at.toString().slice(0, 16));
    return found.length < most;
  });
  return found.slice(0, most);
}

function byIcal(rule: string, start: string, most: number): string[] {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateTimeString(`${start}:00`));
  const found: string[] = [];
  for (let at = iterator.next(); at && at.year <= 2199 && found.length < most; at = iterator.next())
    found.push(at.toString().slice(0, 16));
  return found;
}

test('the table is as long as it is meant to be, and says nothing twice', () => {
  expect(rows.length).toBeGreaterThanOrEqual(200);
  expect(new Set(rows.map(({ start, rule }) => `${start} ${rule}`)).size).toBe(rows.length);
});

test.each(rows)('$start $rule', ({ start, rule, dates, goesOn }) => {
  const given = ours(rule, start, dates.length + 1);
  expect(goesOn ? given.slice(0, -1) : given).toEqual(dates);
});

/** Why a library gives something else: each line explains the rows it fits, by the rule or by what was given. */
const reasons: Record<string, [library: string, fits: RegExp | ((row: Row, given: string[]) => boolean)]> = {
  'gives up after 10,000 days, months or years without one': [
    'rrule-temporal',
    /DAILY.*BYMONTHDAY=29;BYDAY|BYMONTHDAY=30;COUNT|BYYEARDAY=100;BYMONTH=1|BYSETPOS=6/,
  ],
  'takes the 53rd Friday of a year of 52 from the next year': ['rrule-temporal', /BYDAY=53/],
  'lets BYYEARDAY through without asking BYDAY or BYMONTHDAY': [
    'rrule-temporal',
    /BYYEARDAY=[\d,]+;BY(?:DAY|MONTHDAY)/,
  ],
  'moves by SKIP the day of the start only, not a day that the rule names': [
    'rrule-temporal',
    /SKIP=.*;(?:BYMONTHDAY|BYYEARDAY)/,
  ],
  'gives the start first and counts it, whether it fits or not': [
    'ical.js',
    ({ start, dates }, given) => `${given}` === `${[start, ...dates.slice(0, -1)]}`,
  ],
  'has no numbers of weeks': ['ical.js', /BYWEEKNO/],
  'has BYSETPOS for the weekdays of a month only': ['ical.js', /BYSETPOS/],
  'takes an UNTIL that is a date for its first instant': ['ical.js', /UNTIL=\d{8}$/],
  'does not ask the first month whether BYMONTH has it': ['ical.js', /MONTHLY;BYMONTH=/],
  'turns 29 February into 1 March in other years': [
    'ical.js',
    ({ rule, start }) =>
      /YEARLY.*(?:BYMONTHDAY=-?(?:29|30)|BYMONTH=1,2,3)/.test(rule) ||
      (start.includes('-02-29') && rule.startsWith('FREQ=YEARLY')),
  ],
  'gives up at 2100, which has no 29 February': ['ical.js', /YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY/],
  'takes a day of the month in the month of the start only': ['ical.js', /YEARLY;BYMONTHDAY=13/],
  'does not count the weekdays of a year': ['ical.js', /YEARLY;BYDAY=(?:20|53)/],
  'refuses BYYEARDAY beside another part': ['ical.js', /BYYEARDAY=\d+;BY/],
  'does not multiply the days of a year by its hours': ['ical.js', /YEARLY.*BYHOUR/],
  'has no SKIP': ['ical.js', /SKIP/],
  'looks for the last day without end': ['ical.js', /DAILY;BYMONTHDAY=-1/],
  'looks for what never comes without end': ['ical.js', ({ dates }) => dates.length === 0],
};

describe.each([
  ['rrule-temporal', byTemporal],
  ['ical.js', byIcal],
] as const)('%s', (library, read) => {
  const endless = /DAILY;BYMONTHDAY=-1/;
  const given = rows.map((row) => {
    if (library === 'ical.js' && (row.dates.length === 0 || endless.test(row.rule))) return [];
    try {
      return read(row.rule, row.start, row.dates.length + (row.goesOn ? 0 : 1));
    } catch (error) {
      return [String(error)];
    }
  });
  const differing = rows.flatMap((row, index) => {
    const found = given[index] ?? [];
    const isLooked = !(library === 'ical.js' && row.dates.length === 0);
    return `${found}` === `${row.dates}` && isLooked ? [] : [{ row, found }];
  });
  const own = Object.entries(reasons).filter(([, [name]]) => name === library);
  const explains = (row: Row, found: string[]) =>
    own.filter(([, [, fits]]) => (fits instanceof RegExp ? fits.test(row.rule) : fits(row, found)));

  test('gives the same, or why it does not is written above', () => {
    const unexplained = differing.filter(({ row, found }) => explains(row, found).length === 0);
    expect(unexplained).toEqual([]);
    process.stdout.write(`${library}: ${rows.length} rules, ${differing.length} otherwise, all explained\n`);
  });

  test('no reason is written for nothing', () => {
    const used = new Set(differing.flatMap(({ row, found }) => explains(row, found).map(([why]) => why)));
    expect(own.map(([why]) => why).filter((why) => !used.has(why))).toEqual([]);
  });
});

test('any rule on which the libraries are sound gives what one of them gives', () => {
  const some = <T>(values: readonly T[], max = 3) =>
    fc.subarray([...values], { minLength: 1, maxLength: max }).map((list) => list.join(','));
  const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const part = (name: string, values: fc.Arbitrary<string>) =>
    fc.option(values, { nil: '' }).map((value) => (value === '' ? '' : `;${name}=${value}`));
  const rule = fc
    .tuple(
      fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      fc.integer({ min: 1, max: 4 }),
      part('BYMONTH', some([1, 2, 3, 6, 10, 12])),
      part('BYMONTHDAY', some([1, 12, 13, 28, 29, 31, -1, -2])),
      part('BYDAY', some(days)),
      part('BYHOUR', some([9, 10, 17], 2)),
      part('WKST', fc.constantFrom('MO', 'SU', 'WE')),
    )
    .filter(([frequency, , , monthDay]) => frequency !== 'WEEKLY' || monthDay === '')
    .map(([frequency, interval, ...parts]) => `FREQ=${frequency};INTERVAL=${interval}${parts.join('')}`);
  fc.assert(
    fc.property(rule, fc.nat(4000), (text, shift) => {
      const start = `${addDays('2024-01-01', shift)}T10:00`;
      let theirs: string[];
      try {
        theirs = byTemporal(text, start, 12);
      } catch {
        return; // It gave up: see above.
      }
      expect(ours(text, start, 12)).toEqual(theirs);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['blanks and lower case', 'freq=weekly; byday= tu , th;', 'FREQ=WEEKLY;BYDAY=TU,TH'],
  ['a part written twice', 'FREQ=WEEKLY;BYDAY=TU;BYDAY=TH', 'FREQ=WEEKLY;BYDAY=TU,TH'],
  ['empty parts', 'FREQ=WEEKLY;;COUNT=;BYDAY=', 'FREQ=WEEKLY'],
  ['what a program adds for itself', 'FREQ=WEEKLY;X-EVOLUTION-ENDDATE=20270101', 'FREQ=WEEKLY'],
  ['an end that nobody will see', 'FREQ=WEEKLY;UNTIL=99991231T235959Z', 'FREQ=WEEKLY'],
  ['dashes in an end', 'FREQ=WEEKLY;UNTIL=2027-01-26T10:00:00Z', 'FREQ=WEEKLY;UNTIL=20270126T100000Z'],
])('%s are forgiven', (_title, written, meant) => {
  expect(readRule(written)).toEqual(readRule(meant));
  expect(readRule(meant)).toBeDefined();
});

test.each([
  '',
  'rien',
  'INTERVAL=2',
  'FREQ=SOMETIMES',
  'FREQ=WEEKLY;FREQ=DAILY',
  'FREQ=WEEKLY;INTERVAL=0',
  'FREQ=WEEKLY;INTERVAL=-1',
  'FREQ=WEEKLY;COUNT=x',
  'FREQ=WEEKLY;UNTIL=20271301',
  'FREQ=WEEKLY;UNTIL=demain',
  'FREQ=WEEKLY;BYDAY=LU',
  'FREQ=MONTHLY;BYDAY=0MO',
  'FREQ=MONTHLY;BYMONTHDAY=32',
  'FREQ=MONTHLY;BYMONTHDAY=0',
  'FREQ=YEARLY;BYMONTH=13',
  'FREQ=YEARLY;BYWEEKNO=54',
  'FREQ=DAILY;BYHOUR=24',
  'FREQ=MONTHLY;SKIP=SOMETIMES',
  'FREQ=YEARLY;RSCALE=HEBREW',
  'FREQ=YEARLY;BYEASTER=0',
])('%j is no rule that can be read', (written) => {
  expect(readRule(written)).toBeUndefined();
});
