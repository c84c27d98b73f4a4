/** Engines of one team on one machine, over real TLS sockets: joining, sharing, closed circles, removal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer, MethodName, ParamsOf, ValueOf } from '#shared/contract/index.ts';
import type { CircleName } from '#shared/domain/team/model.ts';
import type { Engine } from '../index.ts';
import { openTestEngine, testPassphrase } from '../testing/engine.ts';

const opened: { engine: Engine; folder: string }[] = [];

function machine(folder = mkdtempSync(path.join(tmpdir(), 'margelle-team-'))): Machine {
  const engine = openTestEngine(folder, { host: '127.0.0.1', discovery: null });
  opened.push({ engine, folder });
  return {
    engine,
    folder,
    call: (method, params) => engine.call(method, params),
    async done(method, params) {
      const answer = await engine.call(method, params);
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
      return answer.value as never;
    },
  };
}

interface Machine {
  engine: Engine;
  folder: string;
  call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<Answer<M>>;
  done<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ValueOf<M>>;
}

afterEach(async () => {
  for (const { engine, folder } of opened.splice(0)) {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

type Role = 'coordinator' | 'communication' | 'social' | 'psychologist' | 'volunteer-host';

async function founder(role: Role = 'coordinator'): Promise<Machine> {
  const made = machine();
  await made.done('vault.create', {
    team: 'La Margelle',
    profile: 'ressourcerie',
    name: 'Claire',
    role,
    passphrase: testPassphrase,
  });
  return made;
}

/** Through the invitation and the four words, as two people would. */
async function joins(host: Machine, name: string, role: Role, circles: CircleName[]): Promise<Machine> {
  const joiner = machine();
  const invitation = await host.done('team.invite', {});
  const asked = await joiner.done('team.join', {
    invitation: { text: invitation.text },
    name,
    label: `Poste de ${name}`,
    passphrase: testPassphrase,
  });
  const [request] = await host.done('team.requests', {});
  expect(request?.words).toEqual(asked.words);
  expect(asked.words).toHaveLength(4);
  await host.done('team.accept', {
    request: request?.id ?? '',
    label: `Poste de ${name}`,
    as: { type: 'workstation', role, circles, admin: false },
  });
  await vi.waitFor(
    async () => expect(await joiner.done('team.joining', {})).toMatchObject({ state: 'joined' }),
    { timeout: 20_000 },
  );
  return joiner;
}

const book = (on: Machine, title: string, hour = 10) =>
  on.done('planning.create', {
    slot: { date: '2027-01-12', start: `${hour}:00`, end: `${hour + 1}:00`, spaces: ['space-salon'] },
    what: { kind: 'meeting', title },
    who: {},
    state: { status: 'confirmed' },
    acceptOutsideOpening: true,
  } as never);

const titles = async (on: Machine) =>
  (await on.done('planning.range', { from: '2027-01-12', to: '2027-01-12' })).bookings
    .map((booking) => booking.title)
    .sort();

const soon = { timeout: 20_000, interval: 20 };

describe('a team of two', () => {
  it('joins by an invitation and four words, and sees the same planning in both directions', async () => {
    const claire = await founder();
    await book(claire, 'Avant');
    const nadia = await joins(claire, 'Nadia', 'communication', ['team', 'welcome']);
    await vi.waitFor(async () => expect(await titles(nadia)).toEqual(['Avant']), soon);
    await book(nadia, 'Après', 14);
    await vi.waitFor(async () => expect(await titles(claire)).toEqual(['Après', 'Avant']), soon);
    const overview = await claire.done('team.overview', {});
    expect(
      overview.devices.map(({ label, circles }) => [label, circles.map(({ name }) => name)]),
    ).toContainEqual(['Poste de Nadia', ['team', 'welcome']]);
  });
});
