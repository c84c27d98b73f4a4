/**
 * Calendars in and out. Owns the entities `imports` of the team's document (what each import wrote, in short); the
 * bookings themselves are written through the planning.
 */
import type { exchangeMethods } from '#shared/contract/exchange.ts';
import { ok } from '#shared/domain/result.ts';
import type { Feature } from '../../capability/feature.ts';
import { analyse } from './analysis.ts';
import { exportPlanning } from './exporting.ts';
import { importPreview } from './importing.ts';
import { pastImports, undoImport } from './past.ts';
import { findPreview, preview } from './previews.ts';
import { countRows, filterRows, toPreviewRow } from './rows.ts';
import { asJob, unwatched } from './work.ts';

export const exchangeFeature: Feature<keyof typeof exchangeMethods> = {
  handlers: {
    'exchange.preview': ({ job, ...asked }, session) =>
      asJob(session, job, (progress) => preview(session, asked, progress)),

    'exchange.previewRows': async ({ previewId, rooms, filter, offset, limit }, session) => {
      const found = findPreview(session, previewId);
      if (!found.ok) return found;
      const shown = found.value;
      const key = JSON.stringify([rooms, session.sqlite.prepare('SELECT total_changes()').pluck().get()]);
      if (shown.analysed?.key !== key)
        shown.analysed = { key, analysis: await analyse(session, shown, rooms, unwatched) };
      const { rows } = shown.analysed.analysis;
      const filtered = filterRows(rows, filter);
      return ok({
        rows: filtered.slice(offset, offset + limit).map(toPreviewRow),
        total: filtered.length,
        counts: countRows(rows),
      });
    },

    'exchange.import': (choices, session) =>
      asJob(session, choices.job, (progress) => importPreview(session, choices, progress)),
    'exchange.imports': (_, session) => ok(pastImports(session)),
    'exchange.undoImport': ({ importId, keepChanged }, session) => undoImport(session, importId, keepChanged),
    'exchange.cancel': ({ job }, session) => ok({ stopped: session.jobs.cancel(job) }),
    'exchange.exportIcs': (params, session) =>
      asJob(session, params.job, (progress) => exportPlanning(session, params, 'ics', progress)),
    'exchange.exportCsv': (params, session) =>
      asJob(session, params.job, (progress) => exportPlanning(session, params, 'csv', progress)),
  },
};
