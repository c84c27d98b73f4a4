import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { aude, booking, facts, someFacts } from './fixture.ts';
import { type TimesheetFacts, timesheetsOf } from './timesheets.ts';
import { timesheetsCsv } from './write-csv.ts';

describe('the table', () => {
  const rows = (told: TimesheetFacts) =>
    Papa.parse<Record<string, string>>(timesheetsCsv(timesheetsOf(told)).slice(1), {
      header: true,
      delimiter: ';',
      skipEmptyLines: true,
    }).data;

  it('has one line a session, with French dates and amounts', () => {
    const text = timesheetsCsv(
      timesheetsOf(
        facts([
          booking({ id: '1', facilitator: 'elise', title: 'Sophrologie ; assise' }),
          booking({ id: '2', facilitator: 'elise', status: 'cancelled', date: '2027-01-15' }),
        ]),
      ),
    );
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text.slice(1).split('\r\n')).toEqual([
      'Intervenante;Mois;Date;Jour;Début;Fin;Séance;Durée (min);État;Montant (€);Dû (€)',
      'Élise;2027-01;12/01/2027;mardi;10:00;11:15;"Sophrologie ; assise";75;Donnée;56,88;56,88',
      'Élise;2027-01;15/01/2027;vendredi;10:00;11:15;Séance;75;Annulée;0,00;0,00',
      '',
    ]);
  });

  it('adds up to what is due, and runs no formula', () => {
    fc.assert(
      fc.property(someFacts, (told) => {
        const due = rows(told).reduce(
          (sum, row) => sum + Math.round(Number((row['Dû (€)'] ?? '').replace(',', '.')) * 100),
          0,
        );
        expect(due).toBe(timesheetsOf(told).reduce((sum, { given }) => sum + given.cents, 0));
      }),
    );
    const name = '=HYPERLINK("http://x";"y")';
    const [row] = rows(
      facts([booking({ title: '+1', facilitator: 'aude' })], { facilitators: [{ ...aude, name }] }),
    );
    expect([row?.Intervenante, row?.Séance]).toEqual([`'${name}`, "'+1"]);
  });
});
