/** A calendar in which much is said, read after its bytes were changed at random. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { decodeText } from '../text/decode.ts';
import { localDate } from '../time/schemas.ts';
import { calendar, event, options } from './fixture.ts';
import { readWhole } from './read.ts';

const valid = calendar(
  'X-WR-CALNAME:Le lieu',
  'BEGIN:VTIMEZONE\r\nTZID:Ici\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE',
  event(
    'DTSTART;TZID=Ici:20270112T100000',
    'DURATION:PT1H30M',
    'RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=9',
    'EXDATE;TZID=Ici:20270209T100000',
  ),
  event(
    'RECURRENCE-ID;TZID=Ici:20270309T100000',
    'DTSTART:20270310T100000Z',
    'DTEND:20270310T110000Z',
    'SEQUENCE:2',
  ),
  event('UID:b', 'DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270115', 'SUMMARY:Café\\, thé 🌿'),
  event(
    'UID:c',
    'DTSTART:20270111T230000Z',
    'DTEND:20270112T230000Z',
    'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    'RRULE:FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=FORWARD;BYMONTHDAY=31;COUNT=4',
    'RRULE:FREQ=YEARLY;BYYEARDAY=100;BYDAY=MO',
    'EXRULE:FREQ=DAILY;INTERVAL=9;COUNT=9',
    'RDATE;VALUE=PERIOD:20270113T120000Z/PT2H,20270114T120000Z/20270114T130000Z',
    'DESCRIPTION:<p>Bonjour<br><a href="https://exemple.fr">ici</a>&nbsp;!</p>',
  ),
  event(
    'UID:c',
    'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Romance Standard Time:20270131T000000',
    'DTSTART;VALUE=DATE:20270201',
    'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:R=C3=A9=\r\nunion',
  ),
);

export function readMutated(times: number): void {
  const bytes = new TextEncoder().encode(valid);
  const change = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255), cut: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      let damaged = [...bytes];
      for (const { at, value, cut } of changes) {
        if (cut === 0) damaged.splice(at, 7);
        else if (cut === 1) damaged = [...damaged.slice(0, at), ...damaged.slice(Math.max(0, at - 40))];
        else damaged[at] = value;
      }
      const reading = readWhole(decodeText(Uint8Array.from(damaged)).text, options);
      const names = reading?.placements.map(({ uid, recurrenceId }) => `${uid} ${recurrenceId}`) ?? [];
      expect(new Set(names).size).toBe(names.length);
      for (const { date, start, end, title } of reading?.placements ?? []) {
        expect(localDate.safeParse(date).success).toBe(true);
        expect(start < end).toBe(true);
        expect(`${start}${end}`).toMatch(/^\d\d:\d[05]\d\d:\d[05]$/);
        expect(title.length).toBeLessThanOrEqual(300);
      }
    }),
    { numRuns: times },
  );
}
