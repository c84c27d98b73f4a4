import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { EpochId } from '#shared/domain/team/model.ts';
import { seal } from '../entry/envelope.ts';
import { canMount, smallDisk } from '../vault/testing/small-disk.ts';
import { readBundle, writeBundle } from './rooms/bundle.ts';
import {
  admit,
  declare,
  found,
  type Machine,
  machine,
  openRelays,
  reopen,
  testFolder,
} from './testing/teams.ts';

const machines: Machine[] = [];
const offline = async (folder?: string) => {
  const made = await machine({ network: null, ...(folder ? { folder } : {}) });
  machines.push(made);
  return made;
};
const again = async (stopped: Machine) => {
  const opened = await reopen(stopped, null);
  machines.push(opened);
  return opened;
};

afterEach(async () => {
  for (const { relays, folder } of machines.splice(0)) {
    await relays.closeAll();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

const entry = (text: string) => new Uint8Array(Buffer.from(text));
const texts = (entries: Uint8Array[]) => entries.map((bytes) => Buffer.from(bytes).toString()).sort();
const patience = { timeout: 120_000 };
const db = ({ folder }: Machine) => path.join(folder, 'relays', 'vault', 'relay.db');

const epoch: EpochId = randomBytes(16).toString('base64url');
const key = randomBytes(32);
const sealed = (by: Machine, seq: number, text = 'words', covers: Record<string, number> | null = null) =>
  seal({
    header: {
      type: covers ? 'snapshot' : 'update',
      circle: 'team',
      document: 'undated',
      epoch,
      device: by.relay.device,
      seq,
      covers,
    },
    content: Buffer.from(text),
    key,
    signSecret: by.identity.signSecret.unwrap(),
    random: { bytes: randomBytes },
  })[0] as Uint8Array;

describe('the relay of a machine', () => {
  it('has kept register, entries and addresses when it is opened again', async () => {
    const one = await offline();
    expect(one.relay.register.team).toBeNull();
    found(one);
    one.relay.log('team').write([entry('a'), entry('b'), entry('c')]);
    one.relay.log('team').write([entry('d')], (bytes) => texts([bytes])[0] !== 'b');
    one.relay.addAddress({ host: '192.168.1.20', port: 47520 });
    const { id } = one.relay.register.team ?? {};
    const { transport } = one.relay;
    await one.relays.closeAll();

    const two = await again(one);
    expect(two.relay.register.team?.id).toBe(id);
    expect(two.relay.transport).toEqual(transport);
    expect(texts(two.relay.log('team').entries())).toEqual(['b', 'd']);
    expect(two.relay.log('care').entries()).toEqual([]);
    expect(two.relay.typedAddresses()).toEqual([{ host: '192.168.1.20', port: 47520 }]);
    expect(two.relay.rebuilt).toBe(false);
  });

  it('tells what came and went once it is stored, in order, also to listeners that write', async () => {
    const { relay } = await offline();
    const log = relay.log('team');
    const heard: unknown[] = [];
    log.onChange(({ added }) => {
      if (texts(added).includes('first')) log.write([entry('answer')], () => true);
    });
    log.onChange(() => {
      throw new Error('a bug elsewhere');
    });
    log.onChange(({ added, removed, own }) => heard.push([texts(added), texts(removed), own]));
    log.write([entry('first')]);
    expect(heard).toEqual([
      [['first'], [], true],
      [['answer'], ['first'], true],
    ]);
  });

  it('puts statements back that vanish from the room, and ignores what is not its key', async () => {
    const one = await offline();
    found(one);
    const { team } = one.relay.register;
    const spoilt = new Y.Doc();
    // Another holder of the room, who deletes everything and puts garbage in.
    Y.applyUpdate(spoilt, readRegister(one.relay.bundle()));
    const statements = spoilt.getMap<Uint8Array>('statements');
    const [id] = [...statements.keys()];
    spoilt.transact(() => {
      statements.delete(id as string);
      statements.set('A'.repeat(43), entry('garbage'));
    });
    const hostile = writeBundle({
      team: team?.id as string,
      rooms: [{ room: 'register', update: Y.encodeStateAsUpdate(spoilt) }],
    });
    expect(one.relay.takeIn(hostile)).toEqual({ statements: 0, entries: 0 });
    expect(one.relay.register.bytes()).toHaveLength(1);
    const inRoom = () => {
      const doc = new Y.Doc();
      const read = readRegister(one.relay.bundle());
      Y.applyUpdate(doc, read);
      return [...doc.getMap('statements').keys()];
    };
    await vi.waitFor(() => expect(inRoom()).toContain(id), patience);
    expect(one.relay.register.team?.id).toBe(team?.id);
  });

  it('says what it holds from the headers alone, without a gap', async () => {
    const one = await offline();
    found(one);
    const { device } = one.relay;
    one.relay.log('team').write([sealed(one, 1), sealed(one, 2), sealed(one, 4)]);
    const other = await offline();
    admit(one, other);
    const held = async () => {
      // Through a bundle: the receipt travels with the register.
      other.relay.takeIn(one.relay.bundle());
      return other.relay.receipts().get(device)?.held.team;
    };
    // A receipt is written again once a second at most.
    await vi.waitFor(async () => expect(await held()).toEqual({ [device]: 2 }), patience);
    one.relay.log('team').write([sealed(one, 5, 'all', { [device]: 4, AbCdEf12: 9 })], () => true);
    await vi.waitFor(async () => expect(await held()).toEqual({ [device]: 5, AbCdEf12: 9 }), patience);
  });

  it('keeps no word that was sealed', async () => {
    const one = await offline();
    found(one);
    for (let seq = 1; seq < 20; seq++) one.relay.log('team').write([sealed(one, seq, 'Atelier peinture')]);
    await one.relays.closeAll();
    const folder = path.dirname(db(one));
    const files = fs.readdirSync(folder);
    expect(files).toContain('transport.json');
    for (const file of files) {
      const bytes = fs.readFileSync(path.join(folder, file));
      for (const word of ['Atelier', 'peinture']) expect(bytes.includes(word)).toBe(false);
      if (process.platform !== 'win32' && file === 'transport.json')
        expect(fs.statSync(path.join(folder, file)).mode & 0o077).toBe(0);
    }
  });
});

describe('a bundle', () => {
  it('carries the register and the logs that both may hold', async () => {
    const one = await offline();
    const two = await offline();
    found(one);
    admit(one, two, { circles: ['team'] });
    one.relay.log('team').write([entry('planning')]);
    one.relay.log('welcome').write([entry('people')]);
    const bundle = one.relay.bundle();
    expect(two.relay.takeIn(bundle)).toEqual({ statements: 0, entries: 1 });
    expect(two.relay.takeIn(bundle)).toEqual({ statements: 0, entries: 0 });
    expect(texts(two.relay.log('team').entries())).toEqual(['planning']);
    expect(two.relay.log('welcome').entries()).toEqual([]);
    // What it was added with came in the same bundle.
    const three = await offline();
    declare(one, {
      kind: 'device.added',
      device: three.identity.keys,
      type: 'workstation',
      role: 'social',
      person: 'p',
      admin: false,
      circles: ['welcome'],
    });
    three.relay.register.add(two.relay.register.bytes());
    expect(three.relay.takeIn(one.relay.bundle())).toBeNull();
    three.relay.register.add(one.relay.register.bytes());
    expect(three.relay.takeIn(one.relay.bundle())).toMatchObject({ entries: 1 });
  });

  it('that is garbage, cut, altered or of another team is not one', async () => {
    const one = await offline();
    const other = await offline();
    found(one);
    found(other);
    one.relay.log('team').write([entry('planning')]);
    const bundle = one.relay.bundle();
    expect(one.relay.takeIn(other.relay.bundle())).toBeNull();
    expect(one.relay.takeIn(randomBytes(4000))).toBeNull();
    for (let cut = 0; cut < bundle.length; cut += 7)
      expect(one.relay.takeIn(bundle.subarray(0, cut))).toBeNull();
    const doc = new Y.Doc();
    doc.getText('notes').insert(0, 'Atelier');
    const team = one.relay.register.team?.id as string;
    const rooms = [{ room: 'team' as const, update: Y.encodeStateAsUpdate(doc) }];
    expect(one.relay.takeIn(writeBundle({ team, rooms }))).toBeNull();
    expect(texts(one.relay.log('team').entries())).toEqual(['planning']);
  });
});

describe('a disk that fails', () => {
  it('a damaged file is moved aside and started again empty', async () => {
    const one = await offline();
    found(one);
    one.relay.log('team').write([entry('a')]);
    await one.relays.closeAll();
    fs.writeFileSync(db(one), randomBytes(20_000));
    const two = await again(one);
    expect(two.relay.rebuilt).toBe(true);
    expect(two.relay.register.team).toBeNull();
    expect(two.relay.log('team').entries()).toEqual([]);
    expect(fs.existsSync(`${db(one)}.damaged`)).toBe(true);
    two.relay.log('team').write([entry('b')]);
    // The team stays that of the transport: the founding of another one says nothing.
    const stranger = await offline();
    found(stranger);
    two.relay.register.add(stranger.relay.register.bytes());
    expect(two.relay.register.team).toBeNull();
    two.relay.register.add(one.relay.register.bytes());
    expect(two.relay.register.team).not.toBeNull();
  });

  it('one altered byte of what was stored is found when it is opened', async () => {
    const one = await offline();
    found(one);
    one.relay.log('team').write([entry('needle'.repeat(100))]);
    await one.relays.closeAll();
    const bytes = fs.readFileSync(db(one));
    const at = bytes.indexOf('needleneedle');
    expect(at).toBeGreaterThan(0);
    bytes[at] = 0;
    fs.writeFileSync(db(one), bytes);
    expect((await again(one)).relay.rebuilt).toBe(true);
  });

  it.runIf(canMount())('a full one takes nothing, in memory either, and goes on later', async () => {
    const disk = smallDisk(4);
    const one = await offline(path.join(disk.folder, 'data'));
    try {
      found(one);
      const log = one.relay.log('team');
      log.write([entry('kept')]);
      const heard: string[] = [];
      log.onChange(({ added }) => heard.push(...texts(added)));
      disk.fill();
      const large = new Uint8Array(randomBytes(500_000));
      expect(() => log.write([large])).toThrow();
      expect(texts(log.entries())).toEqual(['kept']);
      expect(heard).toEqual([]);
      disk.free();
      log.write([entry('after')]);
      expect(texts(log.entries())).toEqual(['after', 'kept']);
      expect(heard).toEqual(['after']);
    } finally {
      await one.relays.closeAll();
      machines.splice(machines.indexOf(one), 1);
      fs.rmSync(one.folder, { recursive: true, force: true });
      disk.remove();
    }
  });
});

describe('the relays of a machine', () => {
  it('one that another process has open is not taken for lost', async () => {
    const one = await offline();
    found(one);
    const lines: string[] = [];
    const second = openRelays(one.folder, lines, null);
    expect(() => second.get('vault')).toThrow('locked');
    expect(second.get('another')).toBeNull();
    await one.relays.closeAll();
    expect(second.get('vault')?.device).toBe(one.relay.device);
    await second.closeAll();
  });

  it('another device takes the place of the former one, whose folder is moved aside', async () => {
    const one = await offline();
    found(one);
    const statements = one.relay.register.bytes();
    const next = await one.relays.replace('vault', { device: 'AbCdEf12' });
    expect(next.device).toBe('AbCdEf12');
    expect(next.register.team).toBeNull();
    expect(next.transport).not.toEqual(one.relay.transport);
    // Of no team, it would be taken for what a crash left.
    next.register.add(statements);
    await one.relays.closeAll();
    expect((await again(one)).relay.device).toBe('AbCdEf12');
  });

  it('a relay whose keys cannot be read is left out, and the others opened', async () => {
    const folder = testFolder();
    const one = await offline(folder);
    found(one);
    await one.relays.create('other', { device: 'AbCdEf12' });
    await one.relays.closeAll();
    fs.writeFileSync(path.join(folder, 'relays', 'other', 'transport.json'), '{"secret":"never shown"}');
    const two = await again(one);
    expect(two.relays.get('other')).toBeNull();
    expect(two.relays.get('vault')).not.toBeNull();
    expect(two.lines.join()).not.toContain('never shown');
    await two.relays.discard('vault');
    expect(fs.existsSync(path.join(folder, 'relays', 'vault'))).toBe(false);
  });

  it('what a crash left of a joining is removed at the next start, unless another process is at it', async () => {
    const one = await offline();
    const left = path.join(one.folder, 'relays', 'vault');
    const second = openRelays(one.folder, [], null);
    expect(fs.existsSync(left)).toBe(true);
    await second.closeAll();
    await one.relays.closeAll();
    const third = openRelays(one.folder, [], null);
    expect(third.get('vault')).toBeNull();
    expect(fs.existsSync(left)).toBe(false);
    await third.closeAll();
  });
});

function readRegister(bundle: Uint8Array): Uint8Array {
  const found = readBundle(bundle)?.rooms.find(({ room }) => room === 'register');
  if (!found) throw new Error('no register');
  return found.update;
}
