/** What the tests of a calendar imported again share: a place on 10 January 2027, and what a file does to it, in short. */
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { toEpoch } from '#shared/domain/time/wall.ts';
import { openExchangeBench } from './bench.ts';

let open: ReturnType<typeof openExchangeBench>;
/** Another place, of which nothing is known. */
export function anew(): void {
  open = openExchangeBench();
  today('2027-01-10');
}
type Hook = (run: () => void) => void;
/** Each test of the file that says so has a place of its own. */
export function eachInItsPlace(beforeEach: Hook, afterEach: Hook): void {
  beforeEach(anew);
  afterEach(() => open.close());
}

export const bench = () => open;
export const today = (date: string): void => {
  open.time.now = toEpoch(date, '09:00', 'Europe/Paris');
};

interface Asked {
  from?: string;
  to?: string;
  /** Name of the file; each has its own. */
  name?: string;
}
export const read = (text: string, { name = `${open.nextJob()}.ics`, ...period }: Asked = {}) =>
  open.done('exchange.preview', { file: open.token(name, text), job: open.nextJob(), ...period });
export const importing = async (...events: string[]) => open.import(await read(calendar(...events)));

/** What takes place, in short: "01-12 10:00–11:00". */
export async function planned(): Promise<string[]> {
  const { bookings } = await open.done('planning.range', {
    from: '2027-01-01',
    to: '2027-12-31',
    withCancelled: true,
  });
  return bookings
    .map(
      ({ date, start, end, status }) =>
        `${date.slice(5)} ${start}–${end}${status === 'confirmed' ? '' : ` ${status}`}`,
    )
    .sort();
}

/** States of the rows, and what stays: "3 from 2027-01-19". */
export const toldOf = (...events: string[]): Promise<string[]> => toldOfFile(calendar(...events));
export async function toldOfFile(text: string, asked: Asked = {}): Promise<string[]> {
  const preview = await read(text, asked);
  const { rows } = await open.rows(preview);
  return [
    ...rows.map(({ state }) => state),
    ...preview.skipped.map(({ why, stays }) => (stays ? `${stays.count} from ${stays.first}` : why)),
  ];
}

/** A calendar that is sent for something (RFC 5546). */
export const sent = (method: string, ...events: string[]): string => calendar(`METHOD:${method}`, ...events);

export const UID = 'UID:s@test';
export const weekly = (start: string, ...more: string[]) =>
  event(UID, `DTSTART:${start}`, 'RRULE:FREQ=WEEKLY;COUNT=3', 'DURATION:PT1H', ...more);
export const tuesdays = weekly('20270112T100000');
export const single = (start: string, ...more: string[]) =>
  event(UID, `DTSTART:${start}`, 'DURATION:PT1H', ...more);
export const hours = (...dates: string[]) => dates.map((date) => `${date} 10:00–11:00`);
