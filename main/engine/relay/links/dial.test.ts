import fs from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { credentialsOf, impostor, raw } from '../testing/strangers.ts';
import { admit, found, type Machine, machine } from '../testing/teams.ts';

let claire: Machine;
let nadia: Machine;
let stranger: Awaited<ReturnType<typeof impostor>>;
beforeEach(async () => {
  [claire, nadia, stranger] = await Promise.all([machine(), machine({ network: null }), impostor()]);
  found(claire);
  admit(claire, nadia);
});
afterEach(async () => {
  for (const { relays, folder } of [claire, nadia]) {
    await relays.closeAll();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  stranger.close();
});

it('shows its certificate to no machine that is not the one it looks for', async () => {
  // So would it be seen, if the two were compared later.
  await raw(stranger.address.port, 'x', credentialsOf(claire));
  expect(stranger.records).toContain('sealed');
  const before = stranger.records.length;

  claire.relay.addAddress(stranger.address);
  await vi.waitFor(() => expect(stranger.visits()).toBeGreaterThan(2), { timeout: 120_000, interval: 20 });
  expect(new Set(stranger.records.slice(before))).toEqual(new Set(['hello']));
});
