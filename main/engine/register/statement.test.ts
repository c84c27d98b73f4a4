import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import type { StatementBody } from '#shared/domain/team/model.ts';
import { createIdentity, type Identity } from './identity.ts';
import { maxParents, maxStatementBytes, parseStatement, signedUnder, signStatement } from './statement.ts';
import { verifyStatements } from './verify.ts';

const text = (bytes: number) => randomBytes(bytes).toString('base64url');
const device = (): Identity =>
  createIdentity({ bytes: randomBytes }, text(6), { transport: text(32), certificate: text(32) });

const founding = (identity: Identity): StatementBody => ({
  kind: 'team.founded',
  device: identity.keys,
  role: 'coordinator',
  person: 'claire',
  circles: ['team', 'welcome'],
});
const adding = (identity: Identity, admin = false): StatementBody => ({
  kind: 'device.added',
  device: identity.keys,
  type: 'workstation',
  role: 'social',
  person: 'sana',
  admin,
  circles: ['team'],
});

function team() {
  const founder = device();
  const joiner = device();
  const founded = signStatement(founder, { parents: [], at: 1, body: founding(founder) });
  const added = signStatement(founder, { parents: [founded.id], at: 2, body: adding(joiner) });
  const left = signStatement(joiner, {
    parents: [added.id],
    at: 3,
    body: { kind: 'device.removed', device: joiner.device },
  });
  return { founder, joiner, founded, added, left, all: [founded.bytes, added.bytes, left.bytes] };
}

const counted = (all: readonly Uint8Array[]) => {
  const flaws: string[] = [];
  const ids = verifyStatements(all, { flawed: (why) => flaws.push(why) }).map(({ id }) => id);
  return { ids: ids.sort(), flaws: flaws.sort() };
};

describe('the bytes of a statement', () => {
  it('are read as they were written', () => {
    const { founder, founded, added } = team();
    const parsed = parseStatement(added.bytes);
    if (!parsed.ok) throw new Error(parsed.error);
    const { key, ...said } = added.statement;
    expect(parsed.value).toMatchObject(said);
    expect(parsed.value.parents).toEqual([founded.id]);
    expect(key).toBe(founder.keys.sign);
    expect(signedUnder(parsed.value, founder.keys.sign)).toBe(true);
  });

  it('list each parent once, in one order, and no more than 64', () => {
    const { founder, founded } = team();
    const other = text(32);
    const body: StatementBody = { kind: 'device.removed', device: text(6) };
    const one = signStatement(founder, { parents: [founded.id, other, founded.id], at: 5, body });
    const two = signStatement(founder, { parents: [other, founded.id], at: 5, body });
    expect(one.bytes).toEqual(two.bytes);
    const many = Array.from({ length: maxParents + 1 }, () => text(32));
    expect(() => signStatement(founder, { parents: many, at: 5, body })).toThrow('parents');
  });

  it('are refused when anything but the one encoding is read back', () => {
    const { founder, founded, joiner } = team();
    const forged = (parents: Buffer[], at: (encoder: encoding.Encoder) => void, json: string, tail = '') => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, founder.device);
      encoding.writeVarUint(encoder, parents.length);
      for (const parent of parents) encoding.writeUint8Array(encoder, parent);
      at(encoder);
      encoding.writeVarString(encoder, json);
      encoding.writeUint8Array(encoder, Buffer.concat([Buffer.alloc(64), Buffer.from(tail)]));
      return parseStatement(encoding.toUint8Array(encoder));
    };
    const json = JSON.stringify(adding(joiner));
    const [low, high] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const at = (encoder: encoding.Encoder) => encoding.writeVarUint(encoder, 7);
    expect(forged([low, high], at, json)).toMatchObject({ ok: true });
    expect(forged([high, low], at, json)).toEqual({ ok: false, error: 'not-canonical' });
    expect(forged([low, low], at, json)).toEqual({ ok: false, error: 'not-canonical' });
    expect(forged([low], at, ` ${json}`)).toEqual({ ok: false, error: 'not-canonical' });
    expect(forged([low], at, json, 'more')).toEqual({ ok: false, error: 'malformed' });
    const long = (encoder: encoding.Encoder) =>
      encoding.writeUint8Array(encoder, new Uint8Array([0x87, 0x80, 0]));
    expect(forged([low], long, json)).toEqual({ ok: false, error: 'not-canonical' });
    expect(forged([low], at, '{"kind":"device.removed"}')).toEqual({ ok: false, error: 'malformed' });
    expect(founded.bytes.length).toBeLessThan(1024);
  });

  it('of an unknown version, or too long, are told apart', () => {
    const { added } = team();
    const newer = added.bytes.slice();
    newer[0] = 2;
    expect(parseStatement(newer)).toEqual({ ok: false, error: 'unknown-version' });
    expect(parseStatement(new Uint8Array(maxStatementBytes + 1))).toEqual({ ok: false, error: 'oversize' });
  });

  it('never make the reader throw', () => {
    const { added } = team();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(added.bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.nat(added.bytes.length),
        (changes, cut) => {
          const bytes = added.bytes.slice(0, added.bytes.length - cut);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const changed = !Buffer.from(bytes).equals(Buffer.from(added.bytes));
          const parsed = parseStatement(bytes);
          if (changed && parsed.ok) expect(parsed.value.id).not.toBe(added.id);
          else expect(parsed.ok).toBe(!changed);
        },
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => !parseStatement(bytes).ok));
  });
});

describe('checking who signed', () => {
  it('takes the statements of a team in whatever order', () => {
    const { all, founded, added, left } = team();
    const ids = [founded.id, added.id, left.id].sort();
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      expect(counted(order.map((index) => all[index] as Uint8Array))).toEqual({ ids, flaws: [] });
    }
  });

  it('leaves out one altered anywhere, and goes on with the others', () => {
    const { all, founded, added } = team();
    const [one, two, three] = all as [Uint8Array, Uint8Array, Uint8Array];
    for (let index = 0; index < three.length; index += 1) {
      const bad = three.slice();
      bad[index] = (bad[index] as number) ^ 1;
      const { ids, flaws } = counted([one, two, bad]);
      expect(ids).toEqual([founded.id, added.id].sort());
      expect(flaws).toHaveLength(1);
    }
  });

  it('leaves out what another device signed in the name of one of the team', () => {
    const { all, founder, joiner, left } = team();
    const body: StatementBody = { kind: 'device.removed', device: founder.device };
    const thief = { ...joiner, device: founder.device };
    const forged = signStatement(thief, { parents: [left.id], at: 9, body });
    expect(counted([...all, forged.bytes]).flaws).toEqual(['bad-signature']);
    const stranger = device();
    const unknown = signStatement(stranger, { parents: [left.id], at: 9, body });
    expect(counted([...all, unknown.bytes]).flaws).toEqual(['unknown-author']);
  });

  it('says under which of two records of one id a statement was signed', () => {
    const { all, founder, joiner, added } = team();
    const twin = createIdentity({ bytes: randomBytes }, joiner.device, {
      transport: text(32),
      certificate: text(32),
    });
    const second = signStatement(founder, { parents: [added.id], at: 4, body: adding(twin) });
    const body: StatementBody = { kind: 'device.removed', device: joiner.device };
    const byTwin = signStatement(twin, { parents: [second.id], at: 5, body });
    const read = verifyStatements([byTwin.bytes, ...all, second.bytes]);
    const keys = new Map(read.map(({ id, key }) => [id, key]));
    expect(keys.get(byTwin.id)).toBe(twin.keys.sign);
    expect(read).toHaveLength(5);
  });

  it('leaves out the founding of another team', () => {
    const one = team();
    const other = team();
    const flaws: string[] = [];
    const read = verifyStatements([...one.all, ...other.all], {
      teamId: one.founded.id,
      flawed: (why) => flaws.push(why),
    });
    expect(read.map(({ id }) => id)).toEqual([one.founded.id, one.added.id, one.left.id]);
    expect(flaws.sort()).toEqual(['other-team', 'unknown-author', 'unknown-author']);
  });
});
