import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuTime } from '../../../build/testing/cpu-time.ts';
import { readLargeFile } from '../../../build/testing/large-calendar.ts';
import { event, read } from './fixture.ts';
import { atOnce, createPace } from './pace.ts';
import { occurrencesOf } from './rule.ts';
import { readRule } from './rule-parts.ts';
import { readMutated } from './testing-mutations.ts';

test('no mutation of the bytes of a file makes the reading throw, hang or give an impossible booking', () => {
  readMutated(500);
});

test('no rule, however absurd, takes more than a moment', () => {
  const part = fc.constantFrom(
    'BYMONTH=2',
    'BYMONTHDAY=30',
    'BYMONTHDAY=-31',
    'BYDAY=MO',
    'BYDAY=5MO',
    'BYDAY=-5SU',
    'BYSETPOS=-3',
    'BYHOUR=23',
    'BYMINUTE=59',
    'BYSECOND=60',
    'BYYEARDAY=366',
    'BYWEEKNO=53',
    'INTERVAL=99999',
    'INTERVAL=7',
    'COUNT=999999999',
    'WKST=SU',
    'UNTIL=99991231T235959Z',
  );
  const frequency = fc.constantFrom('SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY');
  let worst = { ms: 0, rule: '' };
  fc.assert(
    fc.property(frequency, fc.array(part, { maxLength: 4 }), (freq, parts) => {
      const rule = [`FREQ=${freq}`, ...parts].join(';');
      const before = cpuTime();
      const read = readRule(rule);
      const found =
        read &&
        atOnce(
          occurrencesOf(
            read,
            { date: '2027-01-12', minutes: 600 },
            { horizon: '2029-01-12', from: '2026-01-12' },
            createPace(rule.length),
          ),
        );
      const ms = cpuTime() - before;
      if (ms > worst.ms) worst = { ms, rule };
      expect(found?.moments.length ?? 0).toBeLessThanOrEqual(1000);
    }),
    { numRuns: 150 },
  );
  expect(worst.ms, worst.rule).toBeLessThan(3000);
});

test('a file of 12 MB is read in small steps, and what is beyond the limit is counted', () => {
  readLargeFile(12);
});

test('three hundred rules in one event are dates, or are told, and refuse no file', () => {
  const many = event(...Array.from({ length: 300 }, () => 'RRULE:FREQ=DAILY'));
  expect(() => read(many)).not.toThrow();
});
