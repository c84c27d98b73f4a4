/**
 * A process to be killed in the middle of an import, of taking one back, or of opening a vault in which one was cut. It
 * prints `ready` when that begins and `done` once it is acknowledged.
 *
 * crash-child.ts <data folder> <vault id> <passphrase> import <calendar> | undo <import id> | open
 */
import fs from 'node:fs';
import { openTestEngine } from '../../../testing/engine.ts';

const [dataDir = '', id = '', passphrase = '', act = '', given = ''] = process.argv.slice(2);
/** Synchronous: a line printed has left the process. */
const say = (line: string) => fs.writeSync(1, `${line}\n`);

const engine = openTestEngine(dataDir);
if (act === 'open') say('ready');
const opened = await engine.call('vault.unlock', { id, passphrase });
if (!opened.ok) throw new Error(opened.error.tag);

async function importCalendar() {
  const file = engine.grantFile(given, 'read');
  const preview = await engine.call('exchange.preview', { file, job: 'read' });
  if (!preview.ok) throw new Error(preview.error.tag);
  say('ready');
  const { previewId } = preview.value;
  return engine.call('exchange.import', { previewId, job: 'write', rooms: {}, kind: 'informal' });
}
async function takeBack() {
  say('ready');
  return engine.call('exchange.undoImport', { importId: given });
}

const answer = act === 'open' ? opened : await (act === 'undo' ? takeBack() : importCalendar());
say(answer.ok ? 'done' : answer.error.tag);
await engine.close();
