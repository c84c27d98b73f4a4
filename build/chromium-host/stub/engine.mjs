/** The smallest engine that speaks the protocol: for the tests of the shell and the host only. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv.find((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? '.';
if (existsSync(path.join(folder, 'fall'))) process.exit(3);

const calls = [];
let grants = 0;
const methods = {
  echo: (params) => params,
  args: () => process.argv.slice(2),
  calls: () => [...calls],
  emit: ({ topic, payload }) => process.send({ type: 'event', topic, payload }),
  'vault.lock': () => null,
  'vault.state': () => ({ vaults: [], open: { id: 'stub' }, demo: false }),
  'programme.get': () => ({ place: { name: 'Stub' }, sessions: [], calls: calls.length }),
};

const answer = ({ method, params }) => {
  calls.push(method);
  const run = methods[method];
  if (run === undefined) return { ok: false, error: { tag: 'unknown_method', method } };
  return { ok: true, value: run(params) };
};

process.on('disconnect', () => process.exit(1));
process.on('message', (message) => {
  if (message.type === 'close') {
    writeFileSync(path.join(folder, 'closed'), 'properly');
    process.exit(0);
  }
  if (message.method === 'never') return;
  const granted = () => ({ ok: true, value: `token-${message.access}-${++grants}` });
  const result = message.type === 'grant' ? granted() : answer(message);
  process.send({ type: 'reply', id: message.id, result });
});
process.send({ type: 'ready' });
