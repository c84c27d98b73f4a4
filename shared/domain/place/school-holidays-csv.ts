/**
 * The two official CSV forms of the school calendar:
 * - one line per day, `date,vacances_zone_a,vacances_zone_b,vacances_zone_c,nom_vacances` (data.gouv.fr);
 * - one line per period and académie, `description;population;start_date;end_date;location;zones;annee_scolaire`
 *   (data.education.gouv.fr), whose end is the return day and whose dates are instants of Paris midnights.
 */
import Papa from 'papaparse';
import { folded } from '../search/folding.ts';
import { fromEpoch, isLocalDate, type LocalDate } from '../time/wall.ts';
import type { SchoolZone } from './model.ts';
import {
  ALL_ZONES,
  CALENDAR_ZONE,
  type CalendarReading,
  holidayName,
  isPupilsHoliday,
  isTeachersOnly,
  lastDayOff,
  type SkipReason,
  zonesIn,
} from './school-calendar.ts';

/** Name of a day off the file does not name. */
const UNNAMED = 'Vacances scolaires';

/** Reads either form, by its header; undefined when the header is of neither. Separators: comma, semicolon, tab. */
export function readSchoolCsv(text: string): CalendarReading | undefined {
  const { data } = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] });
  const header = (data[0] ?? []).map(columnName);
  const readRow = dayRows(header) ?? periodRows(header);
  if (!readRow) return undefined;

  const reading: CalendarReading = { periods: [], coveredUntil: {}, skipped: [], ignored: 0 };
  for (const [index, row] of data.entries()) {
    if (index === 0 || row.every((cell) => cell.trim() === '')) continue;
    const why =
      row.length < header.length
        ? 'columns_missing'
        : readRow(
            row.map((cell) => cell.trim()),
            reading,
          );
    if (why) reading.skipped.push({ line: index + 1, why });
  }
  return reading;
}

/** Adds what a row says to the reading, or tells why it cannot be read. */
type RowReader = (row: readonly string[], reading: CalendarReading) => SkipReason | undefined;

function dayRows(header: readonly string[]): RowReader | undefined {
  const dateAt = header.indexOf('date');
  const nameAt = header.indexOf('nom_vacances');
  const zoneAt = ALL_ZONES.map((zone) => ({
    zone,
    at: header.indexOf(`vacances_zone_${zone.toLowerCase()}`),
  }));
  const present = zoneAt.filter(({ at }) => at >= 0);
  if (dateAt < 0 || present.length === 0) return undefined;

  return (row, reading) => {
    const date = calendarDate(row[dateAt]);
    if (!date) return 'date_invalid';
    const flags: { zone: SchoolZone; off: boolean }[] = [];
    for (const { zone, at } of present) {
      const off = flag(row[at]);
      if (off === undefined) return 'flag_invalid';
      flags.push({ zone, off });
    }
    const name = row[nameAt] || UNNAMED;
    for (const { zone, off } of flags) {
      if (date > (reading.coveredUntil[zone] ?? '')) reading.coveredUntil[zone] = date;
      if (off) reading.periods.push({ zone, name, start: date, end: date });
    }
    return undefined;
  };
}

function periodRows(header: readonly string[]): RowReader | undefined {
  const at = (...names: string[]) => header.findIndex((column) => names.includes(column));
  const nameAt = at('description');
  const populationAt = at('population');
  const startAt = at('start_date', 'date_de_debut');
  const endAt = at('end_date', 'date_de_fin');
  const zonesAt = at('zones', 'zone');
  if (nameAt < 0 || startAt < 0 || endAt < 0 || zonesAt < 0) return undefined;

  return (row, reading) => {
    const name = row[nameAt] ?? '';
    const zoneText = row[zonesAt] ?? '';
    if (!isPupilsHoliday(name) || isTeachersOnly(row[populationAt] ?? '')) {
      reading.ignored += 1;
      return undefined;
    }
    if (zoneText === '') return 'zone_unknown';
    const zones = zonesIn(zoneText);
    if (zones.length === 0) {
      reading.ignored += 1;
      return undefined;
    }
    const start = calendarDate(row[startAt]);
    const returnDay = calendarDate(row[endAt]);
    if (!start || !returnDay) return 'date_invalid';
    if (returnDay < start) return 'end_before_start';
    const end = lastDayOff(start, returnDay);
    for (const zone of zones) reading.periods.push({ zone, name: holidayName(name), start, end });
    return undefined;
  };
}

/** Headers lose case, accents, spaces and a stray byte order mark: "Date de début" → "date_de_debut". */
const columnName = (text: string): string =>
  folded(text)
    .trim()
    .replace(/[\s-]+/g, '_');

/** A date as `2025-10-18`, `18/10/2025`, or an ISO date-time: with an offset, the date it is then in Paris. */
function calendarDate(cell: string | undefined): LocalDate | undefined {
  const text = cell ?? '';
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (french) return valid(`${french[3]}-${french[2]}-${french[1]}`);
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const instant = Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
    return Number.isNaN(instant) ? undefined : valid(fromEpoch(instant, CALENDAR_ZONE).date);
  }
  return /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/.test(text) ? valid(text.slice(0, 10)) : undefined;
}

const valid = (date: string): LocalDate | undefined => (isLocalDate(date) ? date : undefined);

function flag(cell: string | undefined): boolean | undefined {
  const text = (cell ?? '').toLowerCase();
  if (['true', 'vrai', 'oui', '1'].includes(text)) return true;
  if (['false', 'faux', 'non', '0'].includes(text)) return false;
  return undefined;
}
