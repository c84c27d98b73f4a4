/** A founded place with its planning and this capability, for tests: files, jobs and grants of their own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ImportPreview } from '#shared/contract/exchange.ts';
import type { ParamsOf, Topics } from '#shared/contract/index.ts';
import { createFileGrants } from '../../ground/file-grants.ts';
import { createJobs } from '../../ground/jobs.ts';
import { catalogueFeature } from '../catalogue/index.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from '../planning/index.ts';
import { founding, openPlaceBench } from '../testing.ts';
import { exchangeFeature } from './index.ts';

/** Founded, or of a place that another one founded. */
export function openExchangeBench(device = 'a', isFounded = true) {
  const bench = openPlaceBench(
    device,
    [placeFeature, catalogueFeature, planningFeature, exchangeFeature],
    isFounded ? founding : null,
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'margelle-exchange-'));
  let ids = 0;
  const files = createFileGrants({ bytes: (length) => Buffer.alloc(length, `${device}${++ids}`) });
  const progress: Topics['job.progress'][] = [];
  bench.vault.files = files;
  bench.vault.jobs = createJobs((it) => progress.push(it));
  let jobs = 0;
  const nextJob = () => `job-${++jobs}`;
  const count = (table: string) =>
    bench.sqlite.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
  return {
    ...bench,
    folder,
    progress,
    nextJob,
    count,
    token: (name: string, content: string | Uint8Array) => {
      writeFileSync(path.join(folder, name), content);
      return files.grant(path.join(folder, name), 'read');
    },
    grantRead: (file: string) => files.grant(file, 'read'),
    grantWrite: (name: string) => files.grant(path.join(folder, name), 'write'),
    written: (name: string) => readFileSync(path.join(folder, name), 'utf8'),
    preview: (file: string) => bench.done('exchange.preview', { file, job: nextJob() }),
    rows: (preview: ImportPreview, rooms: ParamsOf<'exchange.previewRows'>['rooms'] = {}) =>
      bench.done('exchange.previewRows', { previewId: preview.previewId, rooms, limit: 500 }),
    import: (preview: ImportPreview, choices: Partial<ParamsOf<'exchange.import'>> = {}) =>
      bench.done('exchange.import', {
        previewId: preview.previewId,
        job: nextJob(),
        rooms: {},
        kind: 'informal',
        ...choices,
      }),
    close() {
      bench.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
