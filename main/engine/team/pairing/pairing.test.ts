/**
 * The two ends of a pairing, and everything that may go wrong between them.
 * Over 400 lines: each fault starts from the same recorded pairing.
 */

import { describe, expect, it } from 'vitest';
import type { InvitationContents } from '#shared/domain/team/invitation.ts';
import { left } from '../../ground/clock.ts';
import { testClock } from '../../ground/testing-clock.ts';
import type { Asked } from './client.ts';
import { VALIDITY } from './inviter.ts';
import { answerBytes, headOf, readAnswer, readRequest, requestBytes } from './messages.ts';
import * as proof from './proof.ts';
import {
  asks,
  invited,
  inviterDevice,
  seeded,
  testIdentity,
  testInviter,
  testTeam,
  type Wire,
  wireTo,
} from './testing.ts';

const welcome = {
  teamName: 'La Margelle',
  personName: 'Nadia B.',
  addresses: [{ host: '192.168.1.21', port: 47520 }],
};
const statements = Array.from({ length: 10 }, (_, i) => new Uint8Array(60_000).fill(i));
const status = async (wire: Wire, request: Uint8Array) =>
  readAnswer((await wire.inviter?.handle(request, 'elsewhere')) ?? new Uint8Array())?.status;

async function started() {
  const clock = testClock();
  const inviter = testInviter({ clock });
  const invitation = invited(inviter);
  const wire = wireTo(inviter);
  return { clock, inviter, invitation, wire };
}

async function asked() {
  const made = await started();
  const answer = await asks(made.wire, made.invitation, made.clock);
  if (!answer.ok) throw new Error(answer.error.tag);
  const [request] = made.inviter.requests();
  if (!request) throw new Error('the inviter saw no request');
  return { ...made, joiner: answer.value, request };
}

/** Moves the time until the joiner has its answer. */
async function outcome(joiner: Asked, clock: ReturnType<typeof testClock>, most = 2 * VALIDITY) {
  let settled: Awaited<Asked['result']> | undefined;
  void joiner.result.then((it) => {
    settled = it;
  });
  for (let spent = 0; spent <= most && !settled; spent += 1000) await clock.pass(1000);
  return settled;
}

describe('joining', () => {
  it('shows the same four words on both screens, then gives the whole register', async () => {
    const { clock, inviter, joiner, request } = await asked();
    expect(joiner.words).toHaveLength(4);
    expect(request.words).toEqual(joiner.words);
    expect(request).toMatchObject({
      name: 'Nadia',
      label: 'Poste d’accueil',
      type: 'workstation',
      othersTried: 0,
    });
    expect(left(clock, joiner.end)).toBe(request.leftMs);
    expect(inviter.asking(request.id)).toMatchObject({
      ok: true,
      value: { keys: testIdentity('joiner').keys },
    });
    expect(inviter.accept(request.id, statements, welcome)).toEqual({ ok: true, value: null });
    expect(await outcome(joiner, clock)).toEqual({ ok: true, value: { ...welcome, statements } });
    expect(inviter.requests()).toEqual([]);
  });

  it('says nothing of the team before it is accepted', async () => {
    const { clock, joiner, inviter, request, wire } = await asked();
    await clock.pass(20_000);
    const sent = wire.requests.length;
    expect(sent).toBeGreaterThan(3);
    inviter.refuse(request.id);
    expect(await outcome(joiner, clock)).toEqual({ ok: false, error: { tag: 'invitation_refused' } });
    expect(inviter.accept(request.id, statements, welcome)).toMatchObject({ ok: false });
  });

  it('does not matter that the joiner’s clock is hours off', async () => {
    const { inviter, invitation, wire } = await started();
    const late = testClock(Date.UTC(2027, 0, 12, 20));
    const answer = await asks(wire, invitation, late);
    expect(answer.ok && left(late, answer.value.end)).toBe(VALIDITY);
    expect(inviter.requests()).toHaveLength(1);
  });

  it('takes the same request again when its answer was lost, and gives the same one', async () => {
    const { clock, inviter, invitation, wire } = await started();
    wire.lose = 1;
    const asking = asks(wire, invitation, clock);
    await clock.pass(5000);
    const answer = await asking;
    expect(answer.ok && answer.value.words).toEqual(inviter.requests()[0]?.words);
    expect(inviter.requests()[0]?.othersTried).toBe(0);
    const [first, again] = wire.requests;
    expect(Buffer.from(again ?? [])).toEqual(Buffer.from(first ?? []));
  });

  it('goes on when answers are lost in the middle of the register', async () => {
    const { clock, inviter, joiner, request, wire } = await asked();
    inviter.accept(request.id, statements, welcome);
    wire.lose = 2;
    expect(await outcome(joiner, clock)).toEqual({ ok: true, value: { ...welcome, statements } });
  });
});

describe('an invitation', () => {
  it('is not made where nobody could come', () => {
    const inviter = testInviter({ clock: testClock(), addresses: [] });
    expect(inviter.invite()).toEqual({ ok: false, error: { tag: 'not_listening' } });
  });

  it('names eight addresses at most, the likeliest first', () => {
    const local = { host: '10.0.0.7', port: 47520 };
    const others = Array.from({ length: 12 }, (_, i) => ({ host: `fe80::${i + 1}`, port: 47520 }));
    const { addresses } = invited(testInviter({ clock: testClock(), addresses: [...others, local] }));
    expect(addresses).toHaveLength(8);
    expect(addresses[0]).toEqual(local);
  });

  it('ends after thirty minutes by the inviter’s clock', async () => {
    const { clock, inviter, invitation, wire } = await started();
    await clock.pass(VALIDITY - 1);
    expect(inviter.text(Buffer.from(invitation.id).toString('hex')).ok).toBe(true);
    await clock.pass(1);
    expect(inviter.text(Buffer.from(invitation.id).toString('hex')).ok).toBe(false);
    expect(await asks(wire, invitation, clock)).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
    expect(inviter.requests()).toEqual([]);
  });

  it.each([-1, 1])('lasts thirty minutes when the inviter’s clock is put off by %i day', async (days) => {
    const { clock, inviter, invitation, request } = await asked();
    const id = Buffer.from(invitation.id).toString('hex');
    clock.put(days * 86_400_000);
    await clock.pass(VALIDITY - 1);
    expect(inviter.requests()).toMatchObject([{ id: request.id, leftMs: 1 }]);
    clock.put(-2 * days * 86_400_000);
    expect(inviter.text(id).ok).toBe(true);
    await clock.pass(1);
    expect(inviter.requests()).toEqual([]);
    expect(inviter.text(id).ok).toBe(false);
  });

  it('ends while its request waits: neither side can go on', async () => {
    const { clock, inviter, joiner, request } = await asked();
    expect(await outcome(joiner, clock)).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
    expect(inviter.requests()).toEqual([]);
    expect(inviter.accept(request.id, statements, welcome)).toEqual({
      ok: false,
      error: { tag: 'invitation_expired' },
    });
  });

  it('is replaced by the next one, and by nothing when it is cancelled', async () => {
    const { clock, inviter, invitation, wire } = await started();
    const next = invited(inviter);
    expect(await asks(wire, invitation, clock)).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
    expect((await asks(wire, next, clock)).ok).toBe(true);
    inviter.cancel();
    expect(inviter.requests()).toEqual([]);
    expect(await asks(wire, next, clock, { seed: 'other' })).toEqual({
      ok: false,
      error: { tag: 'invitation_expired' },
    });
  });

  it('serves once: who comes second is told, and so is the admin', async () => {
    const { clock, inviter, invitation, wire, joiner, request } = await asked();
    const used = { ok: false, error: { tag: 'invitation_used' } };
    expect(await asks(wire, invitation, clock, { seed: 'thief' })).toEqual(used);
    expect(inviter.requests()).toMatchObject([{ id: request.id, othersTried: 1, words: joiner.words }]);
    inviter.accept(request.id, statements, welcome);
    expect(await asks(wire, invitation, clock, { seed: 'thief' })).toEqual(used);
    expect((await outcome(joiner, clock))?.ok).toBe(true);
  });

  it('serves one of two that come at once', async () => {
    const { clock, inviter, invitation, wire } = await started();
    const both = await Promise.all(['one', 'two'].map((seed) => asks(wire, invitation, clock, { seed })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.filter((it) => !it.ok && it.error.tag === 'invitation_used')).toHaveLength(1);
    expect(inviter.requests()).toMatchObject([{ othersTried: 1 }]);
  });

  it.each([
    [
      'another secret',
      (it: InvitationContents) => ({ ...it, secret: new Uint8Array(16) }),
      'invitation_invalid',
    ],
    ['another team', (it: InvitationContents) => ({ ...it, team: new Uint8Array(32) }), 'invitation_invalid'],
    [
      'another certificate',
      (it: InvitationContents) => ({ ...it, certificate: new Uint8Array(32) }),
      'invitation_invalid',
    ],
    [
      'another commitment',
      (it: InvitationContents) => ({ ...it, commitment: new Uint8Array(32) }),
      'invitation_invalid',
    ],
    ['another id', (it: InvitationContents) => ({ ...it, id: new Uint8Array(8) }), 'invitation_expired'],
  ])('with %s is refused', async (_, altered, tag) => {
    const { clock, invitation, wire } = await started();
    expect(await asks(wire, altered(invitation), clock)).toEqual({ ok: false, error: { tag } });
  });

  it('is dead after five wrong proofs', async () => {
    const { clock, inviter, invitation, wire } = await started();
    const wrong = { ...invitation, secret: new Uint8Array(16) };
    for (let i = 0; i < 4; i++) await asks(wire, wrong, clock, { seed: `guess ${i}` });
    expect(inviter.text(Buffer.from(invitation.id).toString('hex')).ok).toBe(true);
    await asks(wire, wrong, clock, { seed: 'guess 4' });
    expect(await asks(wire, invitation, clock)).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
  });
});

describe('a request', () => {
  it('altered by any one bit is refused, and takes nothing', async () => {
    const { clock, invitation, wire } = await started();
    await asks(wire, invitation, clock);
    const recorded = Buffer.from(wire.requests[0] ?? []);
    expect(recorded.length).toBeGreaterThan(250);
    for (let at = 0; at < recorded.length * 8; at++) {
      // The same random bytes: the recorded request is right for this inviter too, but for its one bit.
      const inviter = testInviter({ clock: testClock() });
      invited(inviter);
      const flipped = Buffer.from(recorded);
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      const answer = readAnswer((await inviter.handle(flipped, 'elsewhere')) ?? new Uint8Array());
      expect(['invalid', 'gone'], `bit ${at}`).toContain(answer?.status);
      expect(inviter.requests(), `bit ${at}`).toEqual([]);
    }
    const inviter = testInviter({ clock: testClock() });
    invited(inviter);
    expect(await status(wireTo(inviter), recorded)).toBe('taken');
  });

  it('sent again by another key pair is refused', async () => {
    const { clock, inviter, invitation, wire } = await started();
    await asks(wire, invitation, clock);
    const signed = readRequest(wire.requests[0] ?? new Uint8Array());
    if (signed?.request.kind !== 'ask') throw new Error('not a request to join');
    const other = testIdentity('thief');
    const invitedTo = { team: Buffer.from(testTeam, 'base64url'), certificate: invitation.certificate };
    const head = headOf({ ...signed.request, keys: other.keys });
    const transcript = proof.transcriptOf(invitedTo, head);
    const own = proof.signed(transcript, other.signSecret.unwrap());
    // With its own signature and the recorded MAC; with its keys and the recorded signature.
    expect(await status(wire, requestBytes(head, own, signed.mac))).toBe('invalid');
    expect(await status(wire, requestBytes(head, signed.signature, signed.mac))).toBe('invalid');
    // Its signature under the joiner's keys, with the right MAC: it has seen the invitation.
    const joiners = proof.transcriptOf(invitedTo, signed.head);
    const forged = proof.signed(joiners, other.signSecret.unwrap());
    const mac = proof.macOf('askMac', invitation.secret, joiners, forged);
    expect(await status(wire, requestBytes(signed.head, forged, mac))).toBe('invalid');
    expect(inviter.requests()).toMatchObject([{ othersTried: 0 }]);
  });

  it('to hear the answer counts once, and only from who asked', async () => {
    const { clock, inviter, request, wire, joiner, invitation } = await asked();
    inviter.accept(request.id, statements, welcome);
    expect((await outcome(joiner, clock))?.ok).toBe(true);
    const polls = wire.requests.slice(1);
    expect(polls.length).toBeGreaterThan(1);
    for (const poll of polls) expect(await status(wire, poll)).toBe('invalid');
    // Even with the invitation and all that was said, without the joiner's signing key.
    const binding = proof.bindingOf(
      proof.transcriptOf(
        { team: Buffer.from(testTeam, 'base64url'), certificate: invitation.certificate },
        readRequest(wire.requests[0] ?? new Uint8Array())?.head ?? new Uint8Array(),
      ),
      seeded('inviter').bytes(32),
      Buffer.from(inviterDevice, 'base64url'),
    );
    const ask = (signer: string) => {
      const device = testIdentity('joiner').device;
      const head = headOf({ kind: 'wait', invitation: invitation.id, device, counter: 1000, from: 0 });
      const bound = proof.pollTranscript(binding, head);
      const by = proof.signed(bound, testIdentity(signer).signSecret.unwrap());
      return requestBytes(head, by, proof.macOf('pollMac', invitation.secret, bound, by));
    };
    expect(await status(wire, ask('thief'))).toBe('invalid');
    // The joiner's own key does it: nothing else was wrong with that question.
    expect(await status(wire, ask('joiner'))).toBe('accepted');
  });

  it('of any bytes is answered without a throw', async () => {
    const { clock, invitation, wire } = await started();
    await asks(wire, invitation, clock);
    const recorded = Buffer.from(wire.requests[0] ?? []);
    const noise = seeded('noise');
    for (let i = 0; i < 500; i++) {
      const length = noise.bytes(2).readUInt16BE() % 5000;
      expect(await status(wire, noise.bytes(length))).toBe('invalid');
      expect(readAnswer(noise.bytes(length % 200))?.status ?? 'none').toBeTypeOf('string');
    }
    for (let length = 0; length < recorded.length; length += 7)
      expect(await status(wire, recorded.subarray(0, length))).toBe('invalid');
  });

  it('cannot show a name that turns the line round or hides a part', async () => {
    const { clock, inviter, invitation, wire } = await started();
    await asks(wire, invitation, clock, { name: 'Na\u202Edia\u0000\n', label: '\u2066' });
    expect(inviter.requests()).toMatchObject([{ name: 'Nadia', label: '?' }]);
  });
});

describe('an inviter', () => {
  it('gone in the middle is waited for until the invitation ends', async () => {
    const { clock, joiner, wire } = await asked();
    wire.inviter = null;
    await clock.pass(VALIDITY - 60_000);
    let early: unknown;
    void joiner.result.then((it) => {
      early = it;
    });
    // Neither a clock ahead nor one put back changes how long that is.
    clock.put(2 * 86_400_000);
    await clock.pass(55_000);
    clock.put(-4 * 86_400_000);
    await clock.pass(0);
    expect(early).toBeUndefined();
    expect(await outcome(joiner, clock, 10_000)).toEqual({
      ok: false,
      error: { tag: 'inviter_unreachable' },
    });
  });

  it('gone and back goes on where it was', async () => {
    const { clock, inviter, joiner, request, wire } = await asked();
    wire.inviter = null;
    await clock.pass(60_000);
    wire.inviter = inviter;
    inviter.accept(request.id, statements, welcome);
    expect((await outcome(joiner, clock))?.ok).toBe(true);
  });

  it('that was restarted has no invitation any more, and says so', async () => {
    const { clock, joiner, wire, invitation } = await asked();
    wire.inviter = testInviter({ clock, seed: 'restarted' });
    expect(await outcome(joiner, clock)).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
    expect(await asks(wire, invitation, clock)).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
  });

  it('that is locked answers those who wait, and nobody afterwards', async () => {
    const { clock, inviter, joiner, wire, invitation } = await asked();
    inviter.close();
    wire.locked = true;
    expect(await outcome(joiner, clock, 10_000)).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
    expect(await asks(wire, invitation, clock)).toEqual({ ok: false, error: { tag: 'invitation_expired' } });
  });

  it('that nobody reaches is told as such', async () => {
    const { clock, invitation, wire } = await started();
    wire.inviter = null;
    const asking = asks(wire, invitation, clock);
    await clock.pass(10_000);
    expect(await asking).toEqual({ ok: false, error: { tag: 'inviter_unreachable' } });
  });

  it('that answers nonsense is not believed', async () => {
    const { clock, invitation, wire } = await started();
    const post = async () => ({ ok: true as const, value: new Uint8Array([1, 9, 9]) });
    expect(await asks(wire, invitation, clock, { post })).toEqual({
      ok: false,
      error: { tag: 'invitation_invalid' },
    });
    const early = answerBytes({ status: 'accepted', total: 0, from: 0, statements: [], welcome });
    const rushed = async () => ({ ok: true as const, value: early });
    expect((await asks(wire, invitation, clock, { post: rushed })).ok).toBe(false);
  });

  it('chose its nonce and its name beforehand: another one is refused', async () => {
    const { clock, invitation, wire } = await started();
    const other = answerBytes({
      status: 'taken',
      device: inviterDevice,
      nonce: new Uint8Array(32),
      leftMs: 1000,
    });
    const post = async () => ({ ok: true as const, value: other });
    expect(await asks(wire, invitation, clock, { post })).toEqual({
      ok: false,
      error: { tag: 'invitation_invalid' },
    });
    const right = seeded('inviter').bytes(32);
    const renamed = answerBytes({ status: 'taken', device: 'anotherX', nonce: right, leftMs: 1000 });
    const impostor = async () => ({ ok: true as const, value: renamed });
    expect((await asks(wire, invitation, clock, { post: impostor })).ok).toBe(false);
  });

  it('is told when the joiner gives up', async () => {
    const { clock, inviter, invitation, wire } = await started();
    const controller = new AbortController();
    const answer = await asks(wire, invitation, clock, { signal: controller.signal });
    if (!answer.ok) throw new Error(answer.error.tag);
    expect(inviter.requests()).toHaveLength(1);
    controller.abort();
    expect(await outcome(answer.value, clock, 20_000)).toEqual({
      ok: false,
      error: { tag: 'cancelled_by_user' },
    });
    expect(inviter.requests()).toEqual([]);
  });

  it('keeps no more than a few former requests', async () => {
    const { clock, inviter, wire } = await started();
    const recorded: Uint8Array[] = [];
    for (let i = 0; i < 12; i++) {
      const answer = await asks(wire, invited(inviter), clock, { seed: `joiner ${i}` });
      expect(answer.ok).toBe(true);
      recorded.push(
        wire.requests.findLast((it) => readRequest(it)?.request.kind === 'ask') ?? new Uint8Array(),
      );
    }
    const known = await Promise.all(recorded.map((it) => status(wire, it)));
    expect(known.filter((it) => it === 'taken').length).toBeLessThanOrEqual(9);
    expect(known[0]).toBe('gone');
  });
});
