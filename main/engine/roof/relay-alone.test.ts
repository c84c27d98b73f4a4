import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { DeviceKeys, StatementBody } from '#shared/domain/team/model.ts';
import { systemClock, systemRandom } from '../ground/system.ts';
import { declare, found, type Machine, machine, testFolder } from '../relay/testing/teams.ts';
import { createInviter } from '../team/pairing/inviter.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const running: ChildProcess[] = [];
let host: Machine;
const folders: string[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await host?.relays.closeAll();
  for (const folder of [...folders.splice(0), host.folder])
    fs.rmSync(folder, { recursive: true, force: true });
});

function headless(...options: string[]) {
  const child = spawn(
    process.execPath,
    ['main/engine/roof/relay-alone.ts', '--no-discovery', '--host', '127.0.0.1', ...options],
    {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  running.push(child);
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said.text += bytes.toString('utf8');
    });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, said, ended };
}

const soon = (check: () => void) => vi.waitFor(check, { timeout: 120_000, interval: 20 });

it('joins by invitation, stores and forwards, holds no word, and comes back after a stop', async () => {
  host = await machine();
  found(host);
  const pairing = createInviter({
    device: host.relay.device,
    certificate: host.relay.transport.certificate,
    team: host.relay.register.team?.id as string,
    addresses: () => host.relay.addresses(),
    clock: systemClock,
    random: systemRandom,
  });
  host.relay.setPairing(pairing.handle);
  const invitation = pairing.invite();
  if (!invitation.ok) throw new Error(invitation.error.tag);
  const folder = testFolder();
  folders.push(folder);

  const first = headless('--data', folder, '--join-file', '-', '--name', 'Relais du grenier');
  first.child.stdin?.end(invitation.value.text);
  await soon(() => expect(pairing.requests()).toHaveLength(1));
  const [request] = pairing.requests();
  if (!request) throw new Error('nobody asks');
  expect(request).toMatchObject({ type: 'relay', label: 'Relais du grenier' });
  await soon(() => expect(first.said.text).toContain(request.words.join(' · ')));
  const asking = pairing.asking(request.id);
  if (!asking.ok) throw new Error(asking.error.tag);
  declare(host, relayAdded(asking.value.keys));
  pairing.accept(request.id, host.relay.register.bytes(), {
    teamName: 'Equipe',
    personName: '',
    addresses: [],
  });

  const device = asking.value.keys.id;
  await soon(() => expect(host.relay.links()).toMatchObject([{ device, connected: true }]));
  await soon(() => expect(first.said.text).toContain(`Poste ${host.relay.device} : relié.`));
  host.relay.log('team').write([new Uint8Array(Buffer.from('sealed bytes'))]);
  const relayed = () =>
    ['relay.db', 'relay.db-wal'].some((file) => {
      const at = path.join(folder, 'relays', 'relay', file);
      return fs.existsSync(at) && fs.readFileSync(at).includes('sealed bytes');
    });
  await soon(() => expect(relayed()).toBe(true));
  for (const secret of [invitation.value.text, 'Relais du grenier', 'Equipe'])
    for (const file of fs.readdirSync(path.join(folder, 'relays', 'relay')))
      expect(fs.readFileSync(path.join(folder, 'relays', 'relay', file)).includes(secret)).toBe(false);

  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.said.text).toContain('Arrêt.');

  const second = headless('--data', folder);
  await soon(() => expect(second.said.text).toContain(`Poste ${host.relay.device} : relié.`));
  declare(host, { kind: 'device.removed', device });
  await soon(() => expect(second.said.text).toContain('retiré de l’équipe'));
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

it('says what is missing, and leaves nothing of an attempt that failed', async () => {
  host = await machine({ network: null });
  const folder = testFolder();
  folders.push(folder);
  const bare = headless('--data', folder);
  expect(await bare.ended).toBe(1);
  expect(bare.said.text).toContain('--join');
  const wrong = headless('--data', folder, '--join', 'not an invitation');
  expect(await wrong.ended).toBe(1);
  expect(wrong.said.text).toContain('invitation_invalid');
  expect(fs.existsSync(path.join(folder, 'relays', 'relay'))).toBe(false);
  const none = headless();
  expect(await none.ended).toBe(2);
});

const relayAdded = (device: DeviceKeys): StatementBody => ({
  kind: 'device.added',
  device,
  type: 'relay',
  role: null,
  person: null,
  admin: false,
  circles: [],
});
