import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openTestEngine, testPassphrase as passphrase } from '../../testing/engine.ts';

it('is there again after a lock, on the encrypted base, with its founder as the owner of the vault', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'margelle-place-vault-'));
  const engine = openTestEngine(dataDir);
  try {
    const made = await engine.call('vault.create', {
      team: 'La Ressourcerie',
      profile: 'ressourcerie',
      name: 'Odile',
      role: 'coordinator',
      passphrase,
    });
    if (!made.ok) throw new Error(made.error.tag);
    const told: string[] = [];
    engine.onAny((topic) => told.push(topic));
    const saved = await engine.call('place.saveSpace', {
      space: { name: 'Jardin', capacity: 12, colour: 'sky', equipment: ['bancs'] },
    });
    expect(saved).toMatchObject({ ok: true, value: { gestureId: expect.any(String) } });
    expect(told).toEqual(expect.arrayContaining(['place.changed', 'planning.changed']));
    const before = [await engine.call('place.get', {}), await engine.call('catalogue.list', {})];

    await engine.call('vault.lock', {});
    expect(await engine.call('place.get', {})).toMatchObject({ error: { tag: 'vault_locked' } });
    await engine.call('vault.unlock', { id: made.value.vaultId, passphrase });
    expect([await engine.call('place.get', {}), await engine.call('catalogue.list', {})]).toEqual(before);

    const feed = await engine.call('planning.feed', {});
    expect(feed).toMatchObject({ value: { lines: [{ title: 'Jardin', kind: 'created', author: 'Odile' }] } });
    if (!saved.ok || saved.value.gestureId === undefined) throw new Error('the change can be taken back');
    expect(await engine.call('planning.undo', { id: saved.value.gestureId })).toMatchObject({ ok: true });
    const after = await engine.call('place.get', {});
    expect(after.ok && after.value.spaces.some(({ name }) => name === 'Jardin')).toBe(false);
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

it('answers a refusal, and never breaks, whatever a window sends', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'margelle-place-vault-'));
  const engine = openTestEngine(dataDir);
  try {
    await engine.call('vault.create', {
      team: 'Essai',
      profile: 'empty',
      name: 'Odile',
      role: 'coordinator',
      passphrase,
    });
    const never = { 1: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    const malformed = [
      engine.call('planning.range', { from: 'soon', to: 'later' }),
      engine.call('planning.range', { from: '2027-01-01', to: '2199-01-01' }),
      engine.call('place.saveException', { exception: { date: 'x', until: 'y', closed: true, reason: '' } }),
      engine.call('place.saveOpening', {
        opening: { validFrom: '', weekly: { ...never, 2: [{ start: '', end: '9' }] }, rules: [] },
      }),
      engine.call('place.saveSettings', { settings: { zone: 'Mars/Olympus' } }),
    ];
    for (const answer of await Promise.all(malformed))
      expect(answer).toMatchObject({ error: { tag: 'invalid_params' } });
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
