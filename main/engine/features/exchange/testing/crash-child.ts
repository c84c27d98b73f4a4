/**
 * A process to be killed in the middle of an import. It prints `ready` when the import begins and `done` once it is
 * acknowledged.
 *
 * crash-child.ts <data folder> <vault id> <passphrase> <calendar>
 */
import fs from 'node:fs';
import { openTestEngine } from '../../../testing/engine.ts';

const [dataDir = '', id = '', passphrase = '', calendar = ''] = process.argv.slice(2);
/** Synchronous: a line printed has left the process. */
const say = (line: string) => fs.writeSync(1, `${line}\n`);

const engine = openTestEngine(dataDir);
const opened = await engine.call('vault.unlock', { id, passphrase });
if (!opened.ok) throw new Error(opened.error.tag);
const preview = await engine.call('exchange.preview', {
  file: engine.grantFile(calendar, 'read'),
  job: 'read',
});
if (!preview.ok) throw new Error(preview.error.tag);
say('ready');
const { previewId } = preview.value;
const written = await engine.call('exchange.import', {
  previewId,
  job: 'write',
  rooms: {},
  kind: 'informal',
});
say(written.ok ? 'done' : written.error.tag);
await engine.close();
