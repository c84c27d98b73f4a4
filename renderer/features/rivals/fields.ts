/**
 * What a stored value says, part by part, in words. Values come from other devices and may have any shape: what is not
 * known is still shown, as plainly as can be, and nothing here throws.
 */
import { isLocalDate } from '#shared/domain/time/wall.ts';
import { under } from '#shared/domain/under.ts';
import {
  dateAndClock,
  dayAndMonth,
  duration,
  euros,
  fileSize,
  listed,
  longDate,
  number,
  time,
  timeRange,
} from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

/** Names of what values point at, by id; undefined when unknown. */
export interface Lookup {
  space(id: string): string | undefined;
  host(id: string): string | undefined;
  activity(id: string): string | undefined;
  facilitator(id: string): string | undefined;
  equipment(id: string): string | undefined;
  category(id: string): string | undefined;
  role(code: string): string | undefined;
}

export interface Field {
  key: string;
  label: string;
  text: string;
}

const words = t.rivals;
type Formatter = (value: unknown, names: Lookup) => string;

/** For machines only: never shown, and no difference to choose between. */
const hidden = new Set([
  'id',
  'claim',
  'order',
  'uid',
  'sequence',
  'importId',
  'recurrenceId',
  'seriesDate',
  'series',
  'byHand',
  'editedAt',
  'at',
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0;
const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** From a list of codes to their words; an unknown code as it is. */
const code =
  (table: Readonly<Record<string, string>>): Formatter =>
  (value) =>
    under(table, textOf(value)) ?? textOf(value);
const named =
  (of: keyof Lookup): Formatter =>
  (value, names) =>
    names[of](textOf(value)) ?? textOf(value);
const all =
  (each: Formatter): Formatter =>
  (value, names) =>
    listed(itemsOf(value).map((item) => each(item, names))) || words.none;
const minutes: Formatter = (value) => duration(numberOf(value));
const money: Formatter = (value) => euros(numberOf(value));
const yesOrNo: Formatter = (value) => (value === true ? words.yes : words.no);
const dateOrTime: Formatter = (value) => {
  const text = textOf(value);
  if (isLocalDate(text)) return longDate(text);
  return /^\d{2}:\d{2}$/.test(text) ? time(text) : text;
};
const hours: Formatter = (value) =>
  itemsOf(value)
    .filter(isRecord)
    .map(({ start, end }) => timeRange(textOf(start), textOf(end)))
    .join(', ') || words.dayClosed;
const week: Formatter = (value, names) =>
  isRecord(value)
    ? ([1, 2, 3, 4, 5, 6, 7] as const)
        .filter((day) => itemsOf(value[day]).length > 0)
        .map((day) => `${t.forms.weekdays[day]} ${hours(value[day], names)}`)
        .join('\n') || words.nothing
    : generic(value, names);
const equipment: Formatter = (value, names) =>
  isRecord(value)
    ? `${names.equipment(textOf(value.id)) ?? textOf(value.id)} (${number(numberOf(value.quantity))})`
    : textOf(value);
const absence: Formatter = (value) =>
  isRecord(value) && isLocalDate(textOf(value.from)) && isLocalDate(textOf(value.to))
    ? `${dayAndMonth(textOf(value.from))} – ${dayAndMonth(textOf(value.to))}`
    : '';
const fare: Formatter = (value, names) => {
  if (!isRecord(value)) return generic(value, names);
  if (value.kind === 'free') return words.free;
  if (value.kind === 'standard') return words.standardFare;
  if (value.kind === 'unsaid') return words.unsaidFare;
  return [value.full, value.member, value.solidarity]
    .map((cents) => (cents === undefined ? words.unsaidFare : money(cents, names)))
    .join(' / ');
};
const price: Formatter = (value, names) =>
  isRecord(value) ? `${money(value.cents, names)} ${code(words.priceUnits)(value.unit, names)}` : words.free;
const rule: Formatter = (value) => {
  if (!isRecord(value)) return '';
  const nth = under<string>(t.place.hours.nth, String(value.nth)) ?? '';
  const day = under<string>(t.forms.weekdays, String(value.weekday)) ?? '';
  return `${t.place.hours.rule(nth, day)}, ${timeRange(textOf(value.start), textOf(value.end))}`;
};
const document: Formatter = (value) =>
  isRecord(value)
    ? [textOf(value.name), isLocalDate(textOf(value.expires)) ? dayAndMonth(textOf(value.expires)) : '']
        .filter((part) => part !== '')
        .join(', ') || textOf(value.kind)
    : '';

const formatters: Readonly<Record<string, Formatter>> = {
  date: dateOrTime,
  validFrom: dateOrTime,
  start: dateOrTime,
  end: dateOrTime,
  until: dateOrTime,
  spaces: all(named('space')),
  space: named('space'),
  hosts: all(named('host')),
  host: named('host'),
  author: named('host'),
  by: named('host'),
  activity: named('activity'),
  facilitator: named('facilitator'),
  equipment: all((item, names) => (isRecord(item) ? equipment(item, names) : textOf(item))),
  setupMin: minutes,
  airingMin: minutes,
  defaultDurationMin: minutes,
  kind: code({ ...t.app.kinds, ...words.messageKinds, ...words.decisions }),
  category: named('category'),
  mode: code(t.planning.panel.modes),
  status: code(words.status),
  role: named('role'),
  colour: code(t.forms.colours),
  registration: code(words.registration),
  frequency: code(words.frequencies),
  fareCents: money,
  budgetCents: money,
  from: dateOrTime,
  to: dateOrTime,
  duringSchoolHolidays: yesOrNo,
  duringPublicHolidays: yesOrNo,
  only: code(words.only),
  also: all(dateOrTime),
  full: money,
  member: money,
  solidarity: money,
  membership: money,
  fare,
  price,
  isPublic: yesOrNo,
  closed: yesOrNo,
  closedOnPublicHolidays: yesOrNo,
  december26: yesOrNo,
  goodFriday: yesOrNo,
  archived: (value) => (value === true ? words.archivedState.true : words.archivedState.false),
  done: (value) => (value === true ? words.doneState.true : words.doneState.false),
  presence: week,
  weekly: week,
  hours,
  absences: all(absence),
  rules: all(rule),
  documents: all(document),
  categories: all((item) => (isRecord(item) ? textOf(item.name) : textOf(item))),
  weekdays: all((day) => under<string>(t.forms.weekdays, String(day)) ?? String(day)),
  exceptions: all(dateOrTime),
  // Base 64 writes three bytes in four characters.
  logo: (value) => words.image(fileSize((textOf(value).length * 3) / 4)),
  interval: (value) => number(numberOf(value)),
  capacity: (value) => (value === null ? words.nothing : t.planning.booking.seats(numberOf(value))),
};

function generic(value: unknown, names: Lookup): string {
  if (value === null || value === undefined || value === '') return words.nothing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number')
    // An instant of this century, or a plain number.
    return value > 1e12 && value < 4e12 ? dateAndClock(value) : number(value);
  if (typeof value === 'string') return isLocalDate(value) ? longDate(value) : value;
  if (Array.isArray(value)) return listed(value.map((item) => generic(item, names))) || words.none;
  return Object.entries(value)
    .filter(([key]) => !hidden.has(key))
    .map(([key, part]) => format(key, part, names))
    .join(', ');
}

function format(key: string, value: unknown, names: Lookup): string {
  if (value === undefined || value === '') return words.nothing;
  const own = under(formatters, key);
  if (own === undefined || (value === null && key !== 'price' && key !== 'capacity'))
    return generic(value, names);
  return own(value, names) || words.nothing;
}

/** Parts that are read as one: the hours of a booking, and the spaces of one that takes the whole place. */
function gathered(value: Record<string, unknown>): Record<string, unknown> {
  const { start, end, wholePlace, ...rest } = value;
  const times =
    typeof start === 'string' && typeof end === 'string' && start.includes(':')
      ? { time: timeRange(start, end) }
      : { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
  return {
    ...times,
    ...rest,
    ...(wholePlace === true ? { spaces: [t.planning.booking.wholePlace] } : {}),
  };
}

/** Every part of a value, in order; those that hold others (`contact`, `slot`, …) are opened. */
export function fieldsOf(value: unknown, names: Lookup): Field[] {
  if (!isRecord(value)) return [{ key: '', label: words.other, text: generic(value, names) }];
  return Object.entries(gathered(value)).flatMap(([key, part]): Field[] => {
    if (hidden.has(key)) return [];
    if (isRecord(part) && under(formatters, key) === undefined) return fieldsOf(part, names);
    return [{ key, label: under(words.labels, key) ?? words.other, text: format(key, part, names) }];
  });
}
