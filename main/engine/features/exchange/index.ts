/**
 * Calendars in and out. Owns the entities `imports` of the team's document (what each import wrote, in short); the
 * bookings themselves are written through the planning.
 */
import type { exchangeMethods } from '#shared/contract/exchange.ts';
import { ok } from '#shared/domain/result.ts';
import type { Feature } from '../../capability/feature.ts';
import { analyse } from './analysis.ts';
import { doubles, keepOneOfEach } from './doubles.ts';
import { exportPlanning } from './exporting.ts';
import { importPreview } from './importing.ts';
import { pastImports, undoImport } from './past.ts';
import { findPreview, preview } from './previews.ts';
import { adjustedIn, countRows, filterRows, toPreviewRow } from './rows.ts';
import { asJob, unwatched } from './work.ts';
import { endLater, finishInterrupted, interruptedImports } from './writing.ts';

export const exchangeFeature: Feature<keyof typeof exchangeMethods> = {
  handlers: {
    'exchange.preview': ({ job, ...asked }, vault) =>
      asJob(vault, job, (progress) => preview(vault, asked, progress)),

    'exchange.previewRows': async ({ previewId, rooms, filter, offset, limit }, vault) => {
      const found = findPreview(vault, previewId);
      if (!found.ok) return found;
      const shown = found.value;
      const key = JSON.stringify([rooms, vault.sqlite.prepare('SELECT total_changes()').pluck().get()]);
      if (shown.analysed?.key !== key)
        shown.analysed = { key, analysis: await analyse(vault, shown, rooms, unwatched) };
      const { rows } = shown.analysed.analysis;
      const filtered = filterRows(rows, filter);
      return ok({
        rows: filtered.slice(offset, offset + limit).map(toPreviewRow),
        total: filtered.length,
        counts: countRows(rows),
        adjusted: adjustedIn(rows),
      });
    },

    'exchange.import': (choices, vault) =>
      asJob(vault, choices.job, (progress) => importPreview(vault, choices, progress)),
    'exchange.imports': (_, vault) => ok(pastImports(vault)),
    'exchange.interrupted': (_, vault) => ok(interruptedImports(vault)),
    'exchange.undoImport': ({ importId, keepChanged }, vault) => undoImport(vault, importId, keepChanged),
    'exchange.doubles': (_, vault) => ok(doubles(vault)),
    'exchange.keepOneOfEach': (_, vault) => keepOneOfEach(vault),
    'exchange.cancel': ({ job }, vault) => ok({ stopped: vault.jobs.cancel(job) }),
    'exchange.exportIcs': (params, vault) =>
      asJob(vault, params.job, (progress) => exportPlanning(vault, params, 'ics', progress)),
    'exchange.exportCsv': (params, vault) =>
      asJob(vault, params.job, (progress) => exportPlanning(vault, params, 'csv', progress)),
  },
  resumed: finishInterrupted,
  opened: endLater,
};
