/** Writes the planning as a table. */
import { CSV_MARK, csvDate, csvRow, csvWeekday } from '../text/csv.ts';
import { weekday } from '../time/wall.ts';
import { confidentialised, type ExportedBooking } from './export.ts';
import { ROOM_SEPARATOR } from './rooms.ts';

const STATUSES = { option: 'Option', confirmed: 'Confirmé', cancelled: 'Annulé' };
const KINDS: Record<string, string> = {
  session: 'Séance',
  appointment: 'Rendez-vous',
  informal: 'Usage libre',
  meeting: 'Réunion',
  private: 'Moment privé',
  maintenance: 'Entretien',
};
const HEADERS = [
  'Date',
  'Jour',
  'Début',
  'Fin',
  'Titre',
  'Type',
  'Activité',
  'Espaces',
  'Référentes',
  'Intervenante',
  'Places',
  'État',
  'Public',
];

export const csvStart = (): string => CSV_MARK + csvRow(HEADERS);

export function csvLine(given: ExportedBooking): string {
  const booking = confidentialised(given);
  return csvRow([
    csvDate(booking.date),
    csvWeekday(weekday(booking.date)),
    booking.start,
    booking.end,
    booking.title,
    KINDS[booking.kind] ?? booking.kind,
    booking.activity,
    booking.spaces.join(ROOM_SEPARATOR) || booking.placeText,
    booking.hosts.join(', '),
    booking.facilitator,
    booking.capacity === undefined ? '' : String(booking.capacity),
    STATUSES[booking.status],
    booking.isPublic ? 'oui' : 'non',
  ]);
}
