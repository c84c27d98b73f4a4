/**
 * What sharing costs without Margelle's care, in the same run: a Y.Doc served by plain y-websocket to a second one, both
 * storing each update and one row in plain SQLite with the vault's own settings. No TLS, no sealing, no rules.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket, WebSocketServer } from 'ws';
import * as sync from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CHECKPOINT_PAGES } from '../../main/engine/vault/base.ts';

const SYNC = 0;

export interface PlainPair {
  /** Writes a booking of about 400 bytes on the first side; resolves once the second side's query finds it. */
  edit(id: string, slot: string): Promise<void>;
  close(): Promise<void>;
}

interface Side {
  doc: Y.Doc;
  slotOf(id: string): string | undefined;
  onStored(listen: () => void): void;
  close(): void;
}

function side(folder: string, name: string): Side {
  const doc = new Y.Doc();
  const sqlite = new Database(join(folder, `${name}.db`));
  for (const pragma of [
    'locking_mode = EXCLUSIVE',
    'journal_mode = WAL',
    'synchronous = FULL',
    'temp_store = MEMORY',
    'secure_delete = ON',
    `wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
  ])
    sqlite.pragma(pragma);
  sqlite.exec(
    'CREATE TABLE updates (id INTEGER PRIMARY KEY, bytes BLOB); CREATE TABLE bookings (id TEXT PRIMARY KEY, slot TEXT)',
  );
  const insert = sqlite.prepare('INSERT INTO updates (bytes) VALUES (?)');
  const upsert = sqlite.prepare('INSERT OR REPLACE INTO bookings VALUES (?, ?)');
  const select = sqlite.prepare<[string], { slot: string }>('SELECT slot FROM bookings WHERE id = ?');
  const listeners: (() => void)[] = [];
  const changed = new Set<string>();
  const bookings = doc.getMap<{ slot: string }>('bookings');
  bookings.observe((event) => {
    for (const id of event.keysChanged) changed.add(id);
  });
  doc.on('update', (update: Uint8Array) => {
    sqlite.transaction(() => {
      insert.run(update);
      for (const id of changed) upsert.run(id, bookings.get(id)?.slot ?? '');
    })();
    changed.clear();
    for (const listen of listeners) listen();
  });
  return {
    doc,
    slotOf: (id) => select.get(id)?.slot,
    onStored: (listen) => listeners.push(listen),
    close: () => sqlite.close(),
  };
}

/** The few lines of a plain y-websocket server. */
function serve(doc: Y.Doc, socket: WebSocket): void {
  socket.binaryType = 'arraybuffer';
  const send = (write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    write(encoder);
    socket.send(encoding.toUint8Array(encoder));
  };
  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== socket) send((encoder) => sync.writeUpdate(encoder, update));
  };
  doc.on('update', onUpdate);
  socket.on('close', () => doc.off('update', onUpdate));
  socket.on('message', (data: ArrayBuffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    if (decoding.readVarUint(decoder) !== SYNC) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    sync.readSyncMessage(decoder, encoder, doc, socket);
    if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder));
  });
  send((encoder) => sync.writeSyncStep1(encoder, doc));
}

export async function plainPair(folder: string): Promise<PlainPair> {
  const [a, b] = [side(folder, 'plain-a'), side(folder, 'plain-b')];
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  server.on('connection', (socket) => serve(a.doc, socket));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const provider = new WebsocketProvider(
    `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    'room',
    b.doc,
    { WebSocketPolyfill: WebSocket as never, disableBc: true },
  );
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  let stored = () => {};
  b.onStored(() => stored());
  return {
    edit: (id, slot) =>
      new Promise((resolve) => {
        stored = () => {
          if (b.slotOf(id) === slot) resolve();
        };
        a.doc.getMap('bookings').set(id, { slot, filler: 'x'.repeat(350) });
      }),
    async close() {
      provider.destroy();
      provider.awareness.destroy();
      server.close();
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => http.close(resolve));
      a.close();
      b.close();
    },
  };
}
