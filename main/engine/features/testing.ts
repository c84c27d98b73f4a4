/** A founded place on a circle in memory, for the tests of the capabilities that live in the team's document. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { type Answer, type MethodName, methods, type ParamsOf } from '#shared/contract/index.ts';
import type { Feature, OpenVault } from '../capability/feature.ts';
import { createTestDevice, type TestDevice } from '../circles/testing.ts';
import { derivedIdIn } from '../ground/derived-id.ts';
import { createFileGrants } from '../ground/file-grants.ts';
import { stillClock } from '../ground/testing-clock.ts';
import type { Founding } from '../vault/gate.ts';

// biome-ignore lint/suspicious/noExplicitAny: features of different methods; each is checked where it is made.
type AnyFeature = Feature<any>;

export interface PlaceBench extends TestDevice {
  vault: OpenVault;
  /** Topics emitted so far. */
  emitted: string[];
  /** Validates as the engine does, then runs. */
  call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<Answer<M>>;
  /** The value of a call that must be accepted. */
  done<M extends MethodName>(
    method: M,
    params: ParamsOf<M>,
  ): Promise<Extract<Answer<M>, { ok: true }>['value']>;
  /** Writes a file and gives the token of a grant to read it. */
  file(name: string, content: string | Uint8Array): string;
  grant(file: string): string;
  close(): void;
}

export const founding: Founding = { team: '', profile: 'ressourcerie', name: 'Odile', role: 'coordinator' };

export function openPlaceBench(
  device: string,
  features: AnyFeature[],
  start: Founding | null = founding,
): PlaceBench {
  const made = createTestDevice(
    device,
    features.flatMap(({ projectors }) => projectors ?? []),
  );
  let folder: string | null = null;
  const emitted: string[] = [];
  let ids = 0;
  const files = createFileGrants({ bytes: (length) => Buffer.alloc(length, ++ids) });
  const db = drizzle(made.sqlite);
  const vault: OpenVault = {
    clock: stillClock(() => made.time.now),
    random: { bytes: (length) => Buffer.alloc(length, ++ids) },
    files,
    jobs: {
      start: () => {
        throw new Error('no job here');
      },
      cancel: () => false,
    },
    emit: (topic) => {
      emitted.push(topic);
    },
    db,
    sqlite: made.sqlite,
    own: { db, sqlite: made.sqlite },
    team: made.circle,
    circle: (name) => (name === 'team' ? made.circle : null),
    get membership(): OpenVault['membership'] {
      throw new Error('this device is of no team');
    },
    me: { hostId: 'me', name: device },
    newId: () => `${device}-id-${++ids}`,
    derivedId: (...source) => derivedIdIn('team', source),
  };
  if (start) for (const feature of features) feature.founded?.(vault, start);
  for (const feature of features) feature.opened?.(vault);
  const handlers: Record<string, (params: unknown, vault: OpenVault) => unknown> = Object.assign(
    {},
    ...features.map((feature) => feature.handlers),
  );
  const call = async <M extends MethodName>(method: M, params: ParamsOf<M>) => {
    const handler = handlers[method];
    if (!handler) throw new Error(`no handler of ${method}`);
    return (await handler(methods[method].params.parse(params), vault)) as Answer<M>;
  };
  const grant = (file: string) => files.grant(file, 'read');
  return {
    ...made,
    vault,
    emitted,
    call,
    async done(method, params) {
      const answer = await call(method, params);
      if (!answer.ok) throw new Error(`${method} was refused: ${JSON.stringify(answer.error)}`);
      return answer.value as never;
    },
    file(name, content) {
      folder ??= mkdtempSync(path.join(tmpdir(), 'margelle-place-'));
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return grant(file);
    },
    grant,
    close() {
      made.sqlite.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Both receive all that the other has written. */
export function meet(a: PlaceBench, b: PlaceBench): void {
  const [fromA, fromB] = [a.updates(), b.updates()];
  b.circle.receive(fromA);
  a.circle.receive(fromB);
}
