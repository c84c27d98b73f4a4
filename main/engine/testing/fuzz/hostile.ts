/** What a hostile or broken machine does to a sealed log that it may write to, with everything but the others' keys. */
import { deflateRawSync } from 'node:zlib';
import type { Seeded } from '#shared/domain/demo/seeded.ts';
import { seal } from '../../entry/envelope.ts';
import { systemRandom } from '../../ground/system.ts';
import { hostileContents } from '../../ground/testing-updates.ts';
import type { Machine } from './machine.ts';

export const mischiefs = [
  'forge',
  'repeat',
  'hide',
  'truncate',
  'reorder',
  'flip',
  'oversize',
  'empty',
  'burden',
] as const;
export type Mischief = (typeof mischiefs)[number];

/** What would close the vaults of the others, rightly sealed: made once, for all the seeds. */
const burdens: { make: () => Uint8Array; packed?: Uint8Array }[] = [
  'one place contested by all',
  'lines that go back into a list',
  'values by many devices',
  'one long text',
  'kinds of entities',
].map((family) => ({
  make: () => hostileContents[family]?.make(hostileContents[family].large) ?? new Uint8Array(),
}));

function burdenOf(machine: Machine, chance: Seeded): Uint8Array[] | null {
  const known = machine.sqlite
    .prepare<[], { epoch: string; key: Buffer }>(
      "SELECT epoch, key FROM epoch_keys WHERE circle = 'team' LIMIT 1",
    )
    .get();
  if (!machine.isOpen || !known) return null;
  const { device, signSecret } = machine.membership.identity;
  const burden = chance.pick(burdens);
  burden.packed ??= deflateRawSync(burden.make(), { level: 1 });
  const seq = chance.int(100_000, 900_000);
  const document = chance.pick(['undated', '2027']);
  return seal({
    header: { type: 'update', circle: 'team', document, epoch: known.epoch, device, seq, covers: null },
    ...{ packed: true, content: burden.packed, key: known.key },
    ...{ signSecret: signSecret.unwrap(), random: systemRandom },
  });
}

/** False when the log had nothing to spoil. */
export function misbehave(machine: Machine, chance: Seeded, mischief: Mischief): boolean {
  const log = machine.relay.log('team');
  const entries = log.entries();
  if (entries.length === 0) return false;
  const victim = Buffer.from(chance.pick(entries));
  switch (mischief) {
    case 'forge': {
      const forged = Buffer.from(victim);
      forged.fill(chance.int(0, 255), Math.max(0, forged.length - 64));
      log.write([forged]);
      return true;
    }
    case 'repeat':
      log.write([victim, victim]);
      return true;
    case 'hide':
      log.write([], (entry) => Buffer.compare(entry, victim) === 0);
      return true;
    case 'truncate':
      log.write([victim.subarray(0, chance.int(0, Math.max(0, victim.length - 1)))]);
      return true;
    case 'reorder': {
      const shuffled = [...entries].sort(() => chance.next() - 0.5).map((entry) => Buffer.from(entry));
      log.write(shuffled, (entry) => entries.some((known) => Buffer.compare(known, entry) === 0));
      return true;
    }
    case 'flip': {
      const flipped = Buffer.from(victim);
      if (flipped.length === 0) return false;
      const at = chance.int(0, flipped.length - 1);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.int(0, 7));
      log.write([flipped]);
      return true;
    }
    case 'oversize':
      log.write([Buffer.alloc(1024 * 1024 + 1, chance.int(0, 255))]);
      return true;
    case 'burden': {
      const burden = burdenOf(machine, chance);
      if (burden !== null) log.write(burden);
      return burden !== null;
    }
    case 'empty':
      log.write([Buffer.alloc(0)]);
      return true;
  }
}
