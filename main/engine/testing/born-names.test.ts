/**
 * What every object of the language is born with (`constructor`, `__proto__`…) as the name of what people have: typed, or read
 * from a file, it is a name like any other.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, MethodName, ParamsOf } from '#shared/contract/index.ts';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import type { Engine } from '../index.ts';
import { newDataDir } from '../vault/testing/stand.ts';
import { openTestEngine, testPassphrase } from './engine.ts';

const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'name'];

const dataDir = newDataDir();
let engine: Engine;
async function done<M extends MethodName>(method: M, params: ParamsOf<M>) {
  const answer = (await engine.call(method, params)) as Answer<M>;
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

beforeAll(async () => {
  engine = openTestEngine(dataDir);
  await done('vault.create', {
    team: 'La Ressourcerie',
    profile: 'ressourcerie',
    name: 'Claire',
    role: 'coordinator',
    passphrase: testPassphrase,
  });
});
afterAll(() => engine.close());

const slotOn = (spaces: string[]) => ({ date: '2027-01-12', start: '10:00', end: '11:00', spaces });

describe('names that every object is born with', () => {
  test('are names of spaces, equipment, persons, bookings, notes, tags and drafts', async () => {
    const presence = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    for (const name of names) {
      const { id: space } = await done('place.saveSpace', {
        space: { name, capacity: null, colour: 'grey', equipment: [] },
      });
      await done('place.saveEquipment', { equipment: { name, quantity: 1 } });
      await done('place.saveHost', { host: { name, role: 'social', presence } });
      await done('planning.create', {
        slot: slotOn([space]),
        what: { kind: 'meeting', title: name, description: name },
        who: {},
        state: { status: 'confirmed' },
      });
      const note = await done('notes.create', { date: '2027-01-12', title: name, tags: [name] });
      expect(note.title).toBe(name);
      await done('drafts.save', { key: name, value: { [name]: name } });
      await done('search.everything', { text: name });
    }
    const place = await done('place.get', {});
    for (const list of [place.spaces, place.equipment, place.hosts])
      expect(list.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    const { tags } = await done('notes.tags', {});
    expect(tags.map(({ tag }) => tag).sort()).toEqual([...names].sort());
    const drafts = await done('drafts.list', {});
    expect(drafts.map(({ key }) => key)).toEqual(expect.arrayContaining(names));
  });

  test('are categories of a place, of an activity and of its sessions', async () => {
    await done('place.saveSettings', {
      settings: { categories: names.map((name) => ({ id: name, name, colour: 'grey' as const })) },
    });
    for (const name of names) {
      const { id: activity } = await done('catalogue.saveActivity', {
        activity: {
          name,
          category: name,
          description: name,
          spaces: [],
          equipment: [],
          fare: { kind: 'unsaid' },
          defaultDurationMin: 60,
          setupMin: 0,
          airingMin: 0,
          registration: 'unsaid',
          colour: 'grey',
          isPublic: true,
        },
      });
      await done('planning.create', {
        slot: slotOn([]),
        what: { kind: 'session', activity, mode: 'remote' },
        who: {},
        state: { status: 'confirmed' },
      });
    }
    const { activities } = await done('catalogue.list', {});
    expect(activities.map(({ category }) => category)).toEqual(expect.arrayContaining(names));
    const programme = await done('programme.get', { from: '2027-01-12', to: '2027-01-12' });
    expect(JSON.stringify(programme)).toContain('constructor');
  });

  test('are rooms, zones, titles and UIDs of a calendar', async () => {
    const file = path.join(dataDir, 'born.ics');
    const events = names.flatMap((name) => [
      event(
        `UID:${name}`,
        `SUMMARY:${name}`,
        `LOCATION:${name}`,
        `DTSTART;TZID=${name}:20270113T100000`,
        'DURATION:PT1H',
      ),
    ]);
    writeFileSync(file, calendar(...events));
    const read = () => done('exchange.preview', { file: engine.grantFile(file, 'read'), job: 'read' });
    const preview = await read();
    expect(preview.rows).toBe(names.length);
    const rows = await done('exchange.previewRows', { previewId: preview.previewId, rooms: {} });
    expect(rows.counts.new).toBe(names.length);
    const rooms = Object.fromEntries(
      preview.rooms.map(({ key, name }) => [key, { kind: 'create' as const, name: `salle ${name}` }]),
    );
    await done('exchange.import', { previewId: preview.previewId, job: 'go', rooms, kind: 'informal' });
    // What was chosen for each is known the next time.
    const again = await read();
    expect(again.rooms.every(({ suggestion }) => suggestion?.kind === 'spaces')).toBe(true);
    const { counts } = await done('exchange.previewRows', { previewId: again.previewId, rooms: {} });
    expect(counts).toMatchObject({ unchanged: names.length, new: 0 });
  });
});
