import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KnownProgramme } from '#shared/contract/shell.ts';
import { DoorProgramme, type EngineOfDoor } from './door-programme.ts';

/** An engine with one programme at a time, which counts what it is asked. */
class Engine extends EventEmitter {
  vault: string | null = 'claire';
  place = 'La Ressourcerie';
  titles = ['Yoga'];
  asked: { from: string; to: string }[] = [];
  /** When set, answers wait for it. */
  held: Promise<void> | null = null;

  async call(method: string, params: unknown) {
    await this.held;
    if (method === 'vault.state')
      return {
        ok: true as const,
        value: { vaults: [], demo: false, open: this.vault && { id: this.vault } },
      };
    this.asked.push(params as { from: string; to: string });
    if (this.vault === null) return { ok: false as const, error: { tag: 'vault_locked' } };
    return { ok: true as const, value: { place: { name: this.place }, sessions: [...this.titles] } };
  }
  says(topic: string): void {
    this.emit('event', topic, {});
  }
}

let engine: Engine;
let door: DoorProgramme;
let told: KnownProgramme[];
const titles = () => told.at(-1)?.programme.sessions;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2027, 0, 12, 9) });
  engine = new Engine();
  door = new DoorProgramme(engine as unknown as EngineOfDoor);
  told = [];
  door.on('known', (known) => told.push(known));
});
afterEach(() => {
  door.stop();
  vi.useRealTimers();
});

describe('while a vault is open', () => {
  it('knows the days around today, and a month ahead', async () => {
    expect(await door.start()).toEqual({ ok: true, value: null });
    expect(engine.asked).toEqual([{ from: '2027-01-11', to: '2027-02-10' }]);
    expect(told).toEqual([{ programme: expect.anything(), knownAt: Date.now(), live: true }]);
  });

  it('asks again once for many changes, and not for what changes nothing of it', async () => {
    await door.start();
    engine.says('notes.changed');
    engine.says('presence.changed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(engine.asked).toHaveLength(1);
    engine.titles = ['Pilates'];
    for (const topic of ['planning.changed', 'planning.changed', 'place.changed', 'catalogue.changed'])
      engine.says(topic);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(engine.asked).toHaveLength(2);
    expect(titles()).toEqual(['Pilates']);
  });

  it('moves on with the days although nothing changes', async () => {
    await door.start();
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(engine.asked.at(-1)).toEqual({ from: '2027-01-12', to: '2027-02-11' });
  });
});

describe('without one', () => {
  it('does not start', async () => {
    engine.vault = null;
    expect(await door.start()).toEqual({ ok: false, error: { tag: 'vault_locked' } });
    expect(told).toEqual([]);
    engine.vault = 'claire';
    engine.says('vault.changed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(engine.asked).toHaveLength(1);
  });

  it('keeps what it knew, says so once, and follows again when it opens', async () => {
    await door.start();
    const { knownAt } = told[0] as KnownProgramme;
    engine.vault = null;
    for (let times = 0; times < 3; times += 1) {
      engine.says('vault.changed');
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(told).toHaveLength(2);
    expect(told[1]).toMatchObject({ live: false, knownAt });
    expect(titles()).toEqual(['Yoga']);
    engine.vault = 'claire';
    engine.titles = ['Pilates'];
    engine.says('vault.changed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.at(-1)).toMatchObject({ live: true, knownAt: expect.any(Number) });
    expect(titles()).toEqual(['Pilates']);
  });

  it('keeps it when the engine falls and starts again, locked', async () => {
    await door.start();
    engine.vault = null;
    engine.emit('restarted');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.at(-1)).toMatchObject({ live: false });
    expect(titles()).toEqual(['Yoga']);
  });
});

describe('another vault of this machine', () => {
  it('is followed when it is of the same place', async () => {
    await door.start();
    Object.assign(engine, { vault: 'fatou', titles: ['Pilates'] });
    engine.says('vault.changed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(titles()).toEqual(['Pilates']);
  });

  it('never puts another place on the screen', async () => {
    await door.start();
    Object.assign(engine, { vault: 'fatou', place: 'La Maison des aidants', titles: ['Ailleurs'] });
    engine.says('vault.changed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.at(-1)).toMatchObject({ live: false });
    expect(titles()).toEqual(['Yoga']);
  });

  it('is not taken for one when the place changes its name', async () => {
    await door.start();
    engine.place = 'La Nouvelle Ressourcerie';
    engine.says('place.changed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.at(-1)?.programme.place.name).toBe('La Nouvelle Ressourcerie');
  });
});

it('forgets everything when it stops, also an answer on its way', async () => {
  await door.start();
  let release = () => {};
  engine.held = new Promise((resolve) => {
    release = resolve;
  });
  engine.says('planning.changed');
  await vi.advanceTimersByTimeAsync(10_000);
  door.stop();
  release();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(door.known).toBeNull();
  expect(told).toHaveLength(1);
  engine.says('planning.changed');
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect(engine.asked).toHaveLength(2);
});
