/** Joining as the first screen sees it: one attempt at a time, nothing left of one that failed. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { JoiningState } from '#shared/contract/team.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { StatementBody } from '#shared/domain/team/model.ts';
import { createFileGrants } from '../ground/file-grants.ts';
import { createJobs } from '../ground/jobs.ts';
import type { Redacted } from '../ground/redacted.ts';
import { type TestClock, testClock } from '../ground/testing-clock.ts';
import type { Identity } from '../register/identity.ts';
import { signStatement } from '../register/statement.ts';
import { createJoining, type JoinedVault, type Joining } from './joining.ts';
import { askToJoin } from './pairing/client.ts';
import { createInviter, type Inviter } from './pairing/inviter.ts';
import { seeded, testIdentity, type Wire, wireTo } from './pairing/testing.ts';

const passphrase = 'cheval agrafe batterie correct';
const welcome = {
  teamName: 'La Margelle',
  personName: 'Nadia',
  addresses: [{ host: '10.0.0.2', port: 47520 }],
};
const claire = testIdentity('claire');
const founded = signStatement(claire, {
  parents: [],
  at: 1,
  body: {
    kind: 'team.founded',
    device: claire.keys,
    role: 'coordinator',
    person: 'claire',
    circles: ['team'],
  },
});

let clock: TestClock;
let inviter: Inviter;
let wire: Wire;
let joining: Joining;
let folder: string;
let emitted: number;
let abandoned: string[];
let made: { joined: JoinedVault; words: string }[];
let devices: Identity[];
let kept: Redacted[];
let create: () => Promise<Result<{ vaultId: string; recoveryCode: string }, AppError>>;
let grant: (file: string) => string;

beforeEach(() => {
  clock = testClock();
  folder = mkdtempSync(path.join(tmpdir(), 'margelle-joining-'));
  inviter = createInviter({
    device: claire.device,
    certificate: claire.keys.certificate,
    team: founded.id,
    addresses: () => [{ host: '192.168.1.20', port: 47520 }],
    clock,
    random: seeded('inviter'),
  });
  wire = wireTo(inviter);
  [emitted, abandoned, made, devices, kept] = [0, [], [], [], []];
  create = async () => ok({ vaultId: 'v', recoveryCode: 'CODE' });
  const random = seeded('joining');
  const files = createFileGrants(random);
  grant = (file) => files.grant(file, 'read');
  joining = createJoining({
    context: {
      clock,
      random,
      files,
      jobs: createJobs(() => {}),
      emit: () => {
        emitted += 1;
      },
    },
    async newDevice() {
      const identity = testIdentity(`joiner ${devices.length}`);
      devices.push(identity);
      const vaultId = `vault ${devices.length}`;
      return {
        vaultId,
        identity,
        async abandon() {
          abandoned.push(vaultId);
        },
      };
    },
    async createVault(joined, secret) {
      made.push({ joined, words: secret.unwrap().toString('utf8') });
      expect(joined.identity.signSecret.wiped).toBe(false);
      kept.push(secret);
      return create();
    },
    log: () => {},
    ask: (options) => askToJoin({ ...options, post: wire.post }),
  });
});
afterEach(() => {
  inviter.close();
  rmSync(folder, { recursive: true, force: true });
});

const handlers = () => joining.handlers;
const context = undefined as never;
const state = async (): Promise<JoiningState> => {
  const answer = await handlers()['team.joining']({}, context);
  if (!answer.ok) throw new Error('refused');
  return answer.value;
};
const invite = () => {
  const invited = inviter.invite();
  if (!invited.ok) throw new Error(invited.error.tag);
  return invited.value.text;
};
const join = (text: string, words = passphrase) =>
  handlers()['team.join'](
    { invitation: { text }, name: 'Nadia', label: 'Portable', passphrase: words },
    context,
  );

/** The admin's part: the register as it is once the joiner was added. */
function accept(
  more: Partial<Extract<StatementBody, { kind: 'device.added' }>> = {},
  statements?: Uint8Array[],
) {
  const [request] = inviter.requests();
  const asking = inviter.asking(request?.id ?? '');
  if (!asking.ok) throw new Error(asking.error.tag);
  const body: StatementBody = {
    kind: 'device.added',
    device: asking.value.keys,
    type: 'workstation',
    role: 'communication',
    person: 'nadia',
    admin: false,
    circles: ['team'],
    ...more,
  };
  const added = signStatement(claire, { parents: [founded.id], at: 2, body });
  inviter.accept(request?.id ?? '', statements ?? [founded.bytes, added.bytes], welcome);
}

async function until(name: JoiningState['state']) {
  for (let i = 0; i < 4000; i++) {
    const now = await state();
    if (now.state === name) return now;
    await clock.pass(1000);
  }
  throw new Error(`still ${(await state()).state}`);
}

it('shows the words, then makes the vault of who was accepted', async () => {
  const asked = await join(invite());
  const [request] = inviter.requests();
  expect(asked).toMatchObject({ ok: true, value: { words: request?.words } });
  expect(await state()).toMatchObject({ state: 'waiting', words: request?.words });
  accept();
  expect(await until('joined')).toEqual({ state: 'joined', vaultId: 'v', recoveryCode: 'CODE' });
  expect(made).toMatchObject([
    {
      words: passphrase,
      joined: {
        vaultId: 'vault 1',
        team: 'La Margelle',
        name: 'Nadia',
        role: 'communication',
        person: 'nadia',
        addresses: welcome.addresses,
      },
    },
  ]);
  expect(made[0]?.joined.statements).toHaveLength(2);
  expect(abandoned).toEqual([]);
  expect(emitted).toBe(2);
  expect([kept[0]?.wiped, devices[0]?.signSecret.wiped, devices[0]?.boxSecret.wiped]).toEqual([
    true,
    true,
    true,
  ]);
  // The code is shown as long as the screen wants, then forgotten.
  await handlers()['team.cancelJoining']({}, context);
  expect(await state()).toEqual({ state: 'none' });
});

it('refuses a weak passphrase and an unreadable invitation before anybody is asked', async () => {
  const text = invite();
  expect(await join(text, 'nadia')).toMatchObject({ ok: false, error: { tag: 'weak_passphrase' } });
  expect(await join(text.slice(0, -3))).toEqual({ ok: false, error: { tag: 'invitation_invalid' } });
  expect(wire.requests).toEqual([]);
  expect(devices).toEqual([]);
});

it('takes an invitation from a file', async () => {
  const file = path.join(folder, 'invitation.margelle');
  writeFileSync(file, `${invite()}\n`);
  const from = (token: string) =>
    handlers()['team.join']({ invitation: { file: token }, name: 'Nadia', label: 'P', passphrase }, context);
  expect(await from('unknown')).toMatchObject({ ok: false, error: { tag: 'file_not_granted' } });
  expect(await from(grant(path.join(folder, 'absent')))).toEqual({
    ok: false,
    error: { tag: 'file_unreadable', name: 'absent' },
  });
  const large = path.join(folder, 'large');
  writeFileSync(large, 'M'.repeat(100_000));
  expect(await from(grant(large))).toEqual({ ok: false, error: { tag: 'invitation_invalid' } });
  expect((await from(grant(file))).ok).toBe(true);
});

describe('leaves nothing behind', () => {
  it('when the request is not taken', async () => {
    wire.inviter = null;
    const asked = join(invite());
    await clock.pass(10_000);
    expect(await asked).toEqual({ ok: false, error: { tag: 'inviter_unreachable' } });
    expect(abandoned).toEqual(['vault 1']);
    expect(devices[0]?.signSecret.wiped).toBe(true);
    expect(await state()).toEqual({ state: 'none' });
  });

  it('when it is refused on the other machine', async () => {
    await join(invite());
    inviter.refuse(inviter.requests()[0]?.id ?? '');
    expect(await until('failed')).toEqual({ state: 'failed', error: { tag: 'invitation_refused' } });
    expect(abandoned).toEqual(['vault 1']);
    expect(made).toEqual([]);
  });

  it('when the person gives up, and the other machine knows', async () => {
    await join(invite());
    expect(inviter.requests()).toHaveLength(1);
    const given = handlers()['team.cancelJoining']({}, context);
    await clock.pass(20_000);
    await given;
    expect(await state()).toEqual({ state: 'none' });
    expect(abandoned).toEqual(['vault 1']);
    expect(inviter.requests()).toEqual([]);
  });

  it('when another invitation is tried instead', async () => {
    await join(invite());
    const next = join(invite());
    await clock.pass(20_000);
    expect((await next).ok).toBe(true);
    expect(abandoned).toEqual(['vault 1']);
    accept();
    await until('joined');
    expect(made).toMatchObject([{ joined: { vaultId: 'vault 2' } }]);
  });

  it('when two are begun at once: one of them goes on', async () => {
    const [one, two] = [join(invite()), join(invite())];
    await clock.pass(20_000);
    const answers = await Promise.all([one, two]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await state()).state).toBe('waiting');
    const going = 1;
    expect(abandoned).toHaveLength(devices.length - going);
    expect(inviter.requests().length).toBe(going);
  });

  it('when the disk is full, and says so', async () => {
    create = async () => err({ tag: 'disk_full' });
    await join(invite());
    accept();
    expect(await until('failed')).toEqual({ state: 'failed', error: { tag: 'disk_full' } });
    expect(abandoned).toEqual(['vault 1']);
    expect(kept[0]?.wiped).toBe(true);
  });

  it('when making the vault breaks: a reference, not a word of why', async () => {
    create = async () => {
      throw new Error('a secret reason');
    };
    await join(invite());
    accept();
    const failed = await until('failed');
    expect(failed).toMatchObject({ state: 'failed', error: { tag: 'unexpected' } });
    expect(JSON.stringify(failed)).not.toContain('secret');
    expect(abandoned).toEqual(['vault 1']);
  });

  it.each([
    [
      'of another team',
      () =>
        accept({}, [
          signStatement(testIdentity('x'), {
            parents: [],
            at: 1,
            body: {
              kind: 'team.founded',
              device: testIdentity('x').keys,
              role: 'social',
              person: 'x',
              circles: [],
            },
          }).bytes,
        ]),
    ],
    ['without this device', () => accept({}, [founded.bytes])],
    [
      'with other keys under its name',
      () => accept({ device: { ...testIdentity('thief').keys, id: devices[0]?.device ?? '' } }),
    ],
    ['that makes it a relay', () => accept({ type: 'relay', role: null, person: null, circles: [] })],
    ['of no meaning', () => accept({}, [new Uint8Array([1, 2, 3])])],
  ])('when the register it is given is one %s', async (_, answer) => {
    await join(invite());
    answer();
    expect(await until('failed')).toEqual({ state: 'failed', error: { tag: 'invitation_invalid' } });
    expect(made).toEqual([]);
    expect(abandoned).toEqual(['vault 1']);
  });
});

it('cannot be given up once it is accepted: the vault is made', async () => {
  let finish = () => {};
  const begun = new Promise<void>((resolve) => {
    create = () => {
      resolve();
      return new Promise((done) => {
        finish = () => done(ok({ vaultId: 'v', recoveryCode: 'CODE' }));
      });
    };
  });
  await join(invite());
  accept();
  await clock.pass(5000);
  await begun;
  const given = handlers()['team.cancelJoining']({}, context);
  finish();
  await given;
  expect(await state()).toMatchObject({ state: 'joined' });
  expect(abandoned).toEqual([]);
});
