/**
 * What the machines of a team have of each other's words. Four workstations and a relay work for a while, with every
 * circle in use; then every file, every row, every document in memory and every byte that went between them is searched.
 */
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeInvitation, encodeInvitation } from '#shared/domain/team/invitation.ts';
import { CIRCLES, type CircleName } from '#shared/domain/team/model.ts';
import { systemClock, systemRandom } from '../ground/system.ts';
import { createRelays, type Relay, type Relays } from '../relay/index.ts';
import type { LogRoom } from '../relay/rooms/log-room.ts';
import type { RegisterRoom } from '../relay/rooms/register-room.ts';
import { joinAsRelay } from '../team/join-as-relay.ts';
import { type Bench, createBench, DAY, type Machine, until } from '../team/testing.ts';

/** Words that no library, table or setting contains. */
const words = {
  care: ['Zébulonnage', 'Quirlimpette', 'Galimaflore'],
  welcome: ['Tournebouline', 'Vrombissure'],
  team: ['Disparouille', 'Chamboulette', 'Estrapontin', 'Fanfreluchon'],
  /** Of her alone who wrote it. */
  vault: ['Xantrollemine', 'Brimbelotage'],
} as const;
const [careMessage, careTask, careTitle] = words.care;
const [welcomeMessage, welcomeTask] = words.welcome;
const [meeting, description, person, label] = words.team;
const [who, note] = words.vault;

/** Every form in which a word may stand in bytes. */
function formsOf(word: string): Buffer[] {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
  const spellings = new Set([word, word.toLowerCase(), word.toUpperCase(), bare, bare.toLowerCase()]);
  return [...spellings].flatMap((spelling) => {
    const wide = Buffer.from(spelling, 'utf16le');
    const base64 = Buffer.from(spelling).toString('base64').slice(0, -4);
    return [Buffer.from(spelling), wide, Buffer.from(wide).swap16(), Buffer.from(base64)];
  });
}

const wordsIn = (bytes: Buffer, searched: readonly string[]): string[] =>
  searched.filter((word) => formsOf(word).some((form) => bytes.includes(form)));

function inFiles(folder: string, searched: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  expect(files.length).toBeGreaterThan(1);
  return files.flatMap(({ parentPath, name }) =>
    wordsIn(readFileSync(path.join(parentPath, name)), searched).map((word) => `${name}: ${word}`),
  );
}

/** Every row of every table of an open vault, as it is once decrypted. */
function inTables(
  {
    vault: {
      own: { sqlite },
    },
  }: Machine,
  searched: readonly string[],
): string[] {
  const tables = sqlite
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all();
  expect(tables.length).toBeGreaterThan(10);
  return tables.flatMap(({ name }) => {
    const rows = sqlite.prepare<[], unknown[]>(`SELECT * FROM "${name}"`).raw().all();
    const found = rows.flatMap((row) =>
      row.flatMap((cell) => wordsIn(Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell)), searched)),
    );
    return found.map((word) => `${name}: ${word}`);
  });
}

/** Every document that an engine holds in memory: those of its circles, and the rooms of its relay. */
function inMemory({ vault }: Machine, searched: readonly string[]): string[] {
  const { relay } = vault.membership;
  const parts: [string, Uint8Array | string][] = [];
  for (const name of CIRCLES) {
    const circle = name === 'team' ? vault.team : vault.circle(name);
    for (const document of circle?.documents() ?? [])
      parts.push([`${name} ${document}`, circle?.whole(document) ?? '']);
    const { doc } = (relay.log(name) as LogRoom).room;
    parts.push([`room ${name}`, JSON.stringify(doc.toJSON())]);
    for (const entry of relay.log(name).entries()) parts.push([`room ${name}`, entry]);
  }
  const { doc } = (relay.register as RegisterRoom).room;
  parts.push(['room register', JSON.stringify(doc.toJSON())]);
  for (const bytes of relay.register.bytes()) parts.push(['register', bytes]);
  for (const bytes of relay.presence.all().values()) parts.push(['presence', bytes]);
  expect(parts.length).toBeGreaterThan(20);
  return parts.flatMap(([where, content]) =>
    wordsIn(Buffer.from(content as Uint8Array), searched).map((word) => `${where}: ${word}`),
  );
}

/**
 * The cable: every connection between two machines goes through it, and every byte, both ways, is kept. Whoever dials
 * says first to which port.
 */
async function openTap() {
  const bytes: Buffer[] = [];
  const sockets = new Set<net.Socket>();
  const joinUp = (socket: net.Socket, port: number, begun: Buffer) => {
    const onward = net.connect(port, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.on('data', (chunk: Buffer) => {
        bytes.push(chunk);
        other.write(chunk);
      });
    }
    if (begun.length > 0) {
      bytes.push(begun);
      onward.write(begun);
    }
  };
  const listening = (serve: (socket: net.Socket) => void) =>
    new Promise<net.Server>((resolve) => {
      const server = net.createServer({ noDelay: true }, serve);
      servers.push(server);
      server.listen(0, '127.0.0.1', () => resolve(server));
    });
  const servers: net.Server[] = [];
  const portOf = (server: net.Server) => (server.address() as net.AddressInfo).port;
  const dialled = await listening((socket) => {
    socket.on('error', () => {});
    socket.once('data', (chunk: Buffer) => {
      socket.pause();
      joinUp(socket, chunk.readUInt16BE(), chunk.subarray(2));
      socket.resume();
    });
  });
  return {
    all: () => Buffer.concat(bytes),
    connect({ port }: { port: number }): net.Socket {
      const socket = net.connect(portOf(dialled), '127.0.0.1');
      const target = Buffer.alloc(2);
      target.writeUInt16BE(port);
      socket.write(target);
      return socket;
    },
    /** A port behind which that port is. */
    before: async (port: number) =>
      portOf(await listening((socket) => joinUp(socket, port, Buffer.alloc(0)))),
    close() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}

let tap: Awaited<ReturnType<typeof openTap>>;
let bench: Bench;
let claire: Machine;
let nadia: Machine;
let sofia: Machine;
let paul: Machine;
let relays: Relays;
let relay: Relay;
let relayFolder: string;

/** The invitation leads through the tap. */
async function tapped(text: string): Promise<string> {
  const read = decodeInvitation(text);
  if (!read.ok) throw new Error(read.error.tag);
  const [address] = read.value.addresses;
  if (!address) throw new Error('nowhere to go');
  const port = await tap.before(address.port);
  return encodeInvitation({ ...read.value, addresses: [{ host: '127.0.0.1', port }] });
}

async function joinRelay(): Promise<void> {
  relayFolder = bench.folder();
  relays = createRelays({
    dataDir: relayFolder,
    network: { host: '127.0.0.1', discovery: null, connect: tap.connect },
    clock: systemClock,
    random: systemRandom,
    log: () => {},
  });
  const invitation = await claire.done('team.invite', {});
  const asked = joinAsRelay({
    relays,
    vaultId: 'relay',
    invitation: await tapped(invitation.text),
    label: 'Grenier',
    clock: systemClock,
    random: systemRandom,
    signal: new AbortController().signal,
    words: () => {},
  });
  const request = await until(async () => {
    const [first] = await claire.done('team.requests', {});
    if (!first) throw new Error('nobody asks');
    return first;
  });
  await claire.done('team.accept', { request: request.id, label, as: { type: 'relay' } });
  const joined = await asked;
  if (!joined.ok) throw new Error(joined.error.tag);
  relay = joined.value;
}

const post = (
  on: Machine,
  circle: 'welcome' | 'care',
  kind: 'message' | 'task',
  text: string,
  about?: string,
) => on.done('threads.post', { circle, kind, text, date: DAY, ...(about ? { booking: about } : {}) });

const messages = async (on: Machine, circle: 'welcome' | 'care') =>
  (await on.done('threads.list', { circle })).messages.map(({ text }) => text).sort();

beforeAll(async () => {
  tap = await openTap();
  bench = createBench({ connect: tap.connect });
  claire = await bench.founder('Claire');
  await joinRelay();
  const joins = (name: string, role: 'communication' | 'social' | 'psychologist', circles: CircleName[]) =>
    bench.joins(claire, { name, role, circles }, tapped);
  nadia = await joins('Nadia', 'communication', ['team', 'welcome']);
  sofia = await joins('Sofia', 'social', ['team', 'welcome', 'care']);
  paul = await joins(person, 'psychologist', ['team', 'care']);
  await until(() => {
    if (!sofia.vault.membership.team().devices.has(paul.device)) throw new Error('not heard of yet');
  });
  await sofia.done('team.handKey', { device: paul.device, circle: 'care' });

  const booked = await claire.done('planning.create', {
    slot: { date: DAY, start: '10:00', end: '11:00', spaces: ['space-salon'] },
    what: { kind: 'meeting', title: meeting, description },
    who: {},
    state: { status: 'confirmed' },
    acceptOutsideOpening: true,
  } as never);
  await until(() => expect(paul.vault.circle('care')).not.toBeNull());
  const appointment = await paul.done('planning.create', {
    slot: { date: DAY, start: '14:00', end: '15:00', spaces: ['space-calme'] },
    what: { kind: 'appointment' },
    who: {},
    state: { status: 'confirmed' },
    privateLabel: who,
    acceptOutsideOpening: true,
  } as never);
  await paul.done('notes.create', { date: DAY, title: note });
  await paul.done('team.tellPresence', { screen: 'planning', week: '2027-01-11' });
  await post(paul, 'care', 'message', `Elle parle de ${careMessage}.`, appointment.id);
  await post(sofia, 'care', 'task', careTask);
  await post(sofia, 'care', 'message', careTitle);
  // She writes about what has reached her.
  await until(() => expect(nadia.vault.team.read('bookings', booked.id)).not.toBeNull());
  await post(nadia, 'welcome', 'message', welcomeMessage, booked.id);
  await post(claire, 'welcome', 'task', welcomeTask);

  await until(async () => {
    expect(await messages(paul, 'care')).toHaveLength(3);
    expect(await messages(sofia, 'care')).toHaveLength(3);
    for (const machine of [claire, nadia, sofia]) expect(await messages(machine, 'welcome')).toHaveLength(2);
    // The relay holds what each of them wrote, without a key to any of it.
    const held = (circle: CircleName, on: Machine) => on.vault.membership.relay.log(circle).entries().length;
    expect(relay.log('care').entries()).toHaveLength(held('care', paul));
    expect(relay.log('care').entries().length).toBeGreaterThan(2);
    expect(relay.log('welcome').entries()).toHaveLength(held('welcome', claire));
    expect(relay.log('team').entries()).toHaveLength(held('team', claire));
  });
});

afterAll(async () => {
  await relays?.closeAll();
  await bench?.close();
  tap?.close();
});

const everything = Object.values(words).flat();
const shut = [...words.care, ...words.vault];

describe('those who have the circle', () => {
  it('have its words, once decrypted: the searches below can find', () => {
    for (const machine of [paul, sofia]) {
      for (const found of [inTables(machine, words.care), inMemory(machine, words.care)])
        expect(new Set(found.map((line) => line.split(': ')[1]))).toEqual(new Set(words.care));
    }
    const hers = new Set(inTables(claire, [...words.team, ...words.welcome]).map((it) => it.split(': ')[1]));
    expect(hers).toEqual(new Set([...words.team, ...words.welcome]));
    expect(inTables(paul, words.vault)).not.toEqual([]);
  });
});

describe('the coordinator', () => {
  it('has neither the menu nor a byte of the circle care', async () => {
    expect(await claire.call('threads.list', { circle: 'care' })).toMatchObject({
      ok: false,
      error: { tag: 'not_in_circle' },
    });
    const { membership } = claire.vault;
    expect(claire.vault.circle('care')).toBeNull();
    expect(membership.relay.log('care').entries()).toEqual([]);
    expect(membership.sealed('care')).toBeNull();
  });

  it('holds no word of it in memory, nor in a row of her vault, nor what Paul wrote for himself', () => {
    expect(inMemory(claire, shut)).toEqual([]);
    expect(inTables(claire, shut)).toEqual([]);
  });

  it('has no word of anything in clear in a file, open or locked', async () => {
    // Her own name and that of the team are the label of the vault, said in clear.
    expect(inFiles(claire.folder, everything)).toEqual([]);
    await claire.done('vault.lock', {});
    expect(inFiles(claire.folder, everything)).toEqual([]);
    await claire.unlock();
  });
});

describe('the others', () => {
  it('have what their circles hold and nothing else', () => {
    expect(inMemory(nadia, shut)).toEqual([]);
    expect(inTables(nadia, shut)).toEqual([]);
    expect(inFiles(nadia.folder, everything)).toEqual([]);
    expect(inMemory(paul, words.welcome)).toEqual([]);
    expect(inTables(paul, words.welcome)).toEqual([]);
    expect(inTables(sofia, words.vault)).toEqual([]);
  });

  it('have the entries of a circle only when they are let in to it', () => {
    const entries = (on: Machine, circle: CircleName) =>
      on.vault.membership.relay.log(circle).entries().length;
    expect([entries(nadia, 'care'), entries(paul, 'welcome')]).toEqual([0, 0]);
    expect([entries(sofia, 'care'), entries(sofia, 'welcome')].every((count) => count > 0)).toBe(true);
  });
});

describe('the relay', () => {
  it('holds every circle and not one word: nor names, nor titles, nor labels', async () => {
    const names = ['Claire', 'Nadia', 'Sofia', 'La Margelle', 'Grenier', 'Poste de'];
    expect(inFiles(relayFolder, [...everything, ...names])).toEqual([]);
    await relays.closeAll();
    expect(inFiles(relayFolder, [...everything, ...names])).toEqual([]);
  });
});

describe('the cable', () => {
  it('carried everything, joining included, and not one word in clear', async () => {
    const captured = tap.all();
    expect(captured.length).toBeGreaterThan(50_000);
    expect(wordsIn(captured, everything)).toEqual([]);
  });

  it('would have shown them: what goes through in clear is seen', async () => {
    const echo = net.createServer((socket) => socket.pipe(socket));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const socket = tap.connect({ port: (echo.address() as net.AddressInfo).port });
    const heard = new Promise((resolve) => socket.once('data', resolve));
    socket.write('Patatraplouf');
    await heard;
    socket.destroy();
    echo.close();
    expect(wordsIn(tap.all(), ['Patatraplouf'])).toEqual(['Patatraplouf']);
  });
});
