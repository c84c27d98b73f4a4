/**
 * The cables between the machines of a fuzzed team: every dial goes through here, so that a seed can cut one, keep two
 * groups apart, or slow one down. What runs over them is real TCP and real TLS.
 */
import net from 'node:net';
import { Duplex } from 'node:stream';
import type { Address } from '#shared/domain/team/address.ts';

export class Links {
  readonly #names = new Map<number, string>();
  readonly #callers = new Map<string, number>();
  readonly #groups = new Map<string, number>();
  readonly #sockets = new Set<{ socket: net.Socket; from: string; to: string }>();
  /** Milliseconds that bytes wait, at most; drawn for each chunk. */
  delayMs = 0;
  chance: () => number = Math.random;
  /** What this run did to the network. */
  readonly count = { cuts: 0, partitions: 0, delayed: 0 };

  name(addresses: readonly Address[], name: string): void {
    for (const { port } of addresses) this.#names.set(port, name);
  }

  /** Refuses at once when a partition stands between the two. */
  connect(from: string, { host, port }: Address): Duplex {
    const to = this.#names.get(port) ?? '';
    if (this.#apart(from, to)) {
      const refused = new net.Socket();
      queueMicrotask(() => refused.destroy(new Error('unreachable')));
      return refused;
    }
    const socket = net.connect({ port, host, ...this.#from(from) });
    const entry = { socket, from, to };
    this.#sockets.add(entry);
    socket.once('close', () => this.#sockets.delete(entry));
    socket.setNoDelay(true);
    return this.delayMs > 0 ? this.#slow(socket) : socket;
  }

  /** Machines of different groups no longer reach each other. */
  partition(groups: ReadonlyMap<string, number>): void {
    this.count.partitions += 1;
    this.#groups.clear();
    for (const [name, group] of groups) this.#groups.set(name, group);
    for (const { socket, from, to } of this.#sockets) if (this.#apart(from, to)) socket.destroy();
  }

  heal(): void {
    this.#groups.clear();
    this.delayMs = 0;
  }

  /** Pulls every cable of one machine; it may dial again at once. */
  cut(name: string): void {
    this.count.cuts += 1;
    for (const { socket, from, to } of this.#sockets) if (from === name || to === name) socket.destroy();
  }

  /** Each machine calls from an address of its own, as on a real network: what is counted by address is counted apart. */
  #from(name: string): { localAddress?: string } {
    if (process.platform !== 'linux') return {};
    const at = this.#callers.get(name) ?? this.#callers.size + 2;
    this.#callers.set(name, at);
    return { localAddress: `127.0.0.${at}` };
  }

  #apart(a: string, b: string): boolean {
    return (this.#groups.get(a) ?? 0) !== (this.#groups.get(b) ?? 0);
  }

  /** Delays both directions, keeping their order. */
  #slow(socket: net.Socket): Duplex {
    const later = (work: () => void) => {
      this.count.delayed += 1;
      setTimeout(work, this.chance() * this.delayMs);
    };
    const line = new Duplex({
      read: () => void socket.resume(),
      write: (chunk: Buffer, _encoding, done) =>
        later(() => {
          if (!socket.destroyed) socket.write(chunk);
          done();
        }),
      destroy: (_error, done) => {
        socket.destroy();
        done(null);
      },
    });
    let last = Promise.resolve();
    socket.on('data', (chunk: Buffer) => {
      last = last
        .then(() => new Promise((resolve) => later(() => resolve(undefined))))
        .then(() => void line.push(chunk));
    });
    socket.on('error', () => line.destroy());
    socket.on('close', () => line.destroy());
    return line;
  }
}
