/** Between our bookings and the events of the library, on one neutral date. */
import type { ScheduleEventData } from '@mantine/schedule';
import { DAY_MINUTES, fromMinutes, toMinutes } from '#shared/domain/time/wall.ts';
import type { By, Names } from '../../components/booking/names.ts';
import { bookingSwatch, spokenName } from '../../components/booking-block.ts';
import type { Swatch } from '../../ground/palette.ts';
import { listed } from '../../i18n/format.ts';
import type { Backdrop, Block } from './rows.ts';

/** No change of clocks happens on that day, anywhere. */
export const NEUTRAL_DATE = '2001-01-01';
const LAST_MINUTE = DAY_MINUTES - 1;

/** The library takes 24:00 for a whole-day event and draws it apart: one minute less keeps it in its row. */
const stamp = (minutes: number) =>
  `${NEUTRAL_DATE} ${minutes >= DAY_MINUTES ? '23:59' : fromMinutes(minutes)}:00`;

/** Minutes since midnight of a date and time of the library. */
export function minutesOf(text: string): number {
  const total = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
  return total === LAST_MINUTE ? DAY_MINUTES : total;
}

/** What a block shows, reckoned once and not at each movement of the pointer. */
export interface DrawnBlock extends Block {
  name: string;
  detail: string;
  tones: Swatch;
}
export type Payload = { block: DrawnBlock } | { backdrop: Backdrop };

/** `single`: only one day is drawn, with room for a detail. */
export function drawn(block: Block, by: By, names: Names, single: boolean): DrawnBlock {
  const { booking } = block;
  const where = names.where(booking);
  const people = listed(booking.hosts.map((host) => host.name));
  // Who comes is for the one who knows it, in the day only, small: the week can be read from across the desk.
  const detail = booking.privateLabel || (by === 'space' ? people : where);
  return {
    ...block,
    name: spokenName(booking, where, single ? detail : ''),
    detail,
    tones: bookingSwatch(booking),
  };
}

export const blockEvent = (block: DrawnBlock): ScheduleEventData => ({
  id: block.id,
  title: block.booking.title,
  start: stamp(toMinutes(block.booking.start)),
  end: stamp(toMinutes(block.booking.end)),
  color: 'gray',
  resourceId: block.row.id,
  payload: { block } satisfies Payload,
});

export const backdropEvent = (backdrop: Backdrop): ScheduleEventData => ({
  id: backdrop.id,
  title: '',
  start: stamp(backdrop.start),
  end: stamp(backdrop.end),
  color: 'gray',
  display: 'background',
  resourceId: backdrop.rowId,
  payload: { backdrop } satisfies Payload,
});

export const blockOf = ({ payload }: ScheduleEventData): DrawnBlock | undefined =>
  payload && 'block' in payload ? (payload as { block: DrawnBlock }).block : undefined;
export const isAlive = (event: ScheduleEventData): boolean => blockOf(event)?.booking.status !== 'cancelled';
