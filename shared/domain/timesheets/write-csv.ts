/** The timesheets as a table, one line a session: what an accountant filters and adds up. */
import { CSV_MARK, csvAmount, csvDate, csvRow, csvWeekday } from '../text/csv.ts';
import { weekday } from '../time/wall.ts';
import type { FacilitatorTimesheet, TimesheetState } from './model.ts';

const STATES: Record<TimesheetState, string> = {
  given: 'Donnée',
  'to-come': 'À venir',
  option: 'Option',
  cancelled: 'Annulée',
};
const HEADERS = [
  'Intervenante',
  'Mois',
  'Date',
  'Jour',
  'Début',
  'Fin',
  'Séance',
  'Durée (min)',
  'État',
  'Montant (€)',
  'Dû (€)',
];

/** `Montant` is what the session costs or will cost; `Dû` is the same once it was given, 0 before. */
export function timesheetsCsv(timesheets: readonly FacilitatorTimesheet[]): string {
  const rows = timesheets.flatMap(({ name, months }) =>
    months.flatMap(({ month, sessions }) =>
      sessions.map(({ date, start, end, title, minutes, state, costCents }) =>
        csvRow([
          name,
          month,
          csvDate(date),
          csvWeekday(weekday(date)),
          start,
          end,
          title,
          String(minutes),
          STATES[state],
          csvAmount(costCents),
          csvAmount(state === 'given' ? costCents : 0),
        ]),
      ),
    ),
  );
  return CSV_MARK + csvRow(HEADERS) + rows.join('');
}
