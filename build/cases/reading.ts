/** What an import into a place of the profile La Ressourcerie shows of calendars, by the engine that the app runs. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stillClock } from '../../main/engine/ground/testing-clock.ts';
import { openTestEngine, testPassphrase } from '../../main/engine/testing/engine.ts';
import { exchange, ofLine } from '../../renderer/i18n/fr/exchange.ts';
import { errorText } from '../../shared/contract/errors/fr.ts';
import type { ImportPreview, PreviewRow } from '../../shared/contract/exchange.ts';
import { type LocalDate, toEpoch } from '../../shared/domain/time/wall.ts';

export interface Case {
  file: string;
  /** By date; those that the file cancels are left out. Hours of the place. */
  events: { title: string; date: string; start: string; end: string }[];
  /** What is not quite as in the file, in the words of the screen. */
  told: string[];
}

/** Notes of a row that say what became of something that the file says otherwise, or does not say. */
const LOSSES = ['zone-guessed', 'rounded', 'no-end', 'shortened', 'confidential'];
const PAGE = 500;

export const calendarsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ics|ical|vcs)$/i.test(file))
    .sort();

/** Reads each file as if it were `today`; nothing is imported. */
export async function* readCases(
  folder: string,
  files: readonly string[],
  today: LocalDate,
): AsyncGenerator<Case> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'margelle-cases-'));
  const noon = toEpoch(today, '12:00', 'Europe/Paris');
  const engine = openTestEngine(
    dataDir,
    null,
    stillClock(() => noon),
  );
  try {
    const made = await engine.call('vault.create', {
      team: 'Cas',
      profile: 'ressourcerie',
      name: 'Odile',
      role: 'coordinator',
      passphrase: testPassphrase,
    });
    if (!made.ok) throw new Error(made.error.tag);
    for (const file of files) {
      const granted = engine.grantFile(path.join(folder, file), 'read');
      const preview = await engine.call('exchange.preview', { file: granted, job: 'cases' });
      if (!preview.ok) {
        yield { file, events: [], told: [errorText(preview.error).what] };
        continue;
      }
      const rows: PreviewRow[] = [];
      for (let total = 1; rows.length < total; ) {
        const page = await engine.call('exchange.previewRows', {
          previewId: preview.value.previewId,
          rooms: {},
          offset: rows.length,
          limit: PAGE,
        });
        if (!page.ok) throw new Error(page.error.tag);
        total = page.value.total;
        rows.push(...page.value.rows);
      }
      const events = rows
        .filter(({ state }) => state !== 'cancelled')
        .map(({ title, date, start, end }) => ({ title, date, start, end }));
      yield { file, events, told: toldOf(preview.value, rows) };
    }
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function toldOf(preview: ImportPreview, rows: readonly PreviewRow[]): string[] {
  const words = exchange.preview;
  const { skipped, skippedCount, capped, unknownZones, tooMany } = preview;
  const ofRows = rows.flatMap(({ line, title, problems }) =>
    problems
      .filter(({ kind }) => LOSSES.includes(kind))
      .map((problem) => ofLine(line, title, exchange.list.problem(problem))),
  );
  return [
    ...skipped.map(words.skipped),
    ...(skippedCount > skipped.length ? [words.skippedMore(skippedCount - skipped.length)] : []),
    ...capped.map(words.capped),
    ...(unknownZones.length > 0 ? [words.unknownZones(unknownZones)] : []),
    ...(tooMany > 0 ? [words.tooMany(tooMany)] : []),
    ...new Set(ofRows),
  ];
}
