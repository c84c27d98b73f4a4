/** Writes the planning as a table that French spreadsheets open by a double click: semicolons, UTF-8 with its mark. */
import { weekday } from '../time/wall.ts';
import { confidentialised, type ExportedBooking } from './export.ts';
import { ROOM_SEPARATOR } from './rooms.ts';

/** Without it, spreadsheets take UTF-8 for another encoding. */
const BOM = '\ufeff';
const CRLF = '\r\n';
const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
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

export const csvStart = (): string => BOM + HEADERS.map(cell).join(';') + CRLF;

export function csvLine(given: ExportedBooking): string {
  const booking = confidentialised(given);
  const [year, month, day] = booking.date.split('-');
  return (
    [
      `${day}/${month}/${year}`,
      DAYS[weekday(booking.date) - 1] ?? '',
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
    ]
      .map(cell)
      .join(';') + CRLF
  );
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(text: string): string {
  const flat = text.replace(/\r\n?/g, '\n');
  const safe = /^[\s]*[=+\-@\t|]/.test(flat) ? `'${flat}` : flat;
  return /[;"\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
