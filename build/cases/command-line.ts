/**
 * `npm run cases -- --from DIR --today 2027-01-12`: what an import into a place of the profile La Ressourcerie would show
 * of each calendar of a folder, as a table; with `--json`, one line a file (`Case` in reading.ts).
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isLocalDate } from '../../shared/domain/time/wall.ts';
import { type Case, calendarsIn, readCases } from './reading.ts';

const { values } = parseArgs({
  options: { from: { type: 'string' }, today: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const given = values.from && path.resolve(process.env.INIT_CWD ?? process.cwd(), values.from);
const folder = given ?? path.resolve(import.meta.dirname, '../../../shared/cases');
const today = values.today ?? new Date().toLocaleDateString('sv', { timeZone: 'Europe/Paris' });
const say = (line: string) => process.stdout.write(`${line}\n`);

function table({ file, events, told }: Case): void {
  say(`\n${file}: ${events.length === 0 ? 'nothing' : events.length}`);
  for (const { date, start, end, title } of events)
    say(`  ${date}  ${start}–${end}  ${title.split('\n')[0]}`);
  for (const line of told) say(`  ! ${line}`);
}

if (!isLocalDate(today)) {
  process.stderr.write('--today is a date such as 2027-01-12\n');
  process.exitCode = 2;
} else if (!existsSync(folder)) {
  process.stderr.write(`There is no folder ${folder}: nothing was read.\n`);
  process.exitCode = given === undefined ? 0 : 1;
} else
  for await (const one of readCases(folder, calendarsIn(folder), today))
    if (values.json) say(JSON.stringify(one));
    else table(one);
