/**
 * The machine that invites. Holds one invitation at a time, in memory only: an invitation does not outlive the lock of
 * the vault nor a restart, and whoever then shows it is told that it is no longer valid.
 *
 * Promises: the first valid request takes the invitation; the same request sent again gets the same answer (a reply
 * may be lost); another one is told `used`, and is counted, for the admin to see. Five requests whose MAC is wrong end
 * it, thirty minutes too, those of this machine's sleep among them. Nothing of the team leaves before `accept`. Never throws on what
 * comes from the network. Memory is bounded: one invitation, eight former requests, one waiting answer for each.
 */
import sodium from 'sodium-native';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Invitation, PairingRequest } from '#shared/contract/team.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { type Address, likeliest } from '#shared/domain/team/address.ts';
import { encodeInvitation, type InvitationContents, MOST_ADDRESSES } from '#shared/domain/team/invitation.ts';
import type { DeviceId, StatementId } from '#shared/domain/team/model.ts';
import { type Clock, type Elapsed, later, left, minutes, type Random } from '../../ground/clock.ts';
import type { PairingHandler } from '../../relay/listener/listening.ts';
import { type Asking, createJoinerRequest, type JoinerRequest } from './joiner-request.ts';
import {
  type Answer,
  type Ask,
  answerBytes,
  type Poll,
  readRequest,
  type Signed,
  type Welcome,
} from './messages.ts';
import * as proof from './proof.ts';

export const VALIDITY = minutes(30);
/** How long the last word is kept for a joiner who has not heard it yet. */
const KEPT_AFTER = minutes(10);
const MOST_TRIES = 5;
const MOST_JOINERS = 8;

interface Options {
  device: DeviceId;
  /** SHA-256 of this machine's certificate, base64url. */
  certificate: string;
  team: StatementId;
  /** Where this machine listens. */
  addresses: () => Address[];
  clock: Clock;
  random: Random;
}

export interface Inviter {
  /** For what listens on the relay's port. */
  readonly handle: PairingHandler;
  /** A new invitation; the former one no longer works. Error: `not_listening`. */
  invite(): Result<Invitation, AppError>;
  /** The text of the invitation in force. Error: `invitation_expired`. */
  text(id: string): Result<string, AppError>;
  cancel(): void;
  requests(): PairingRequest[];
  /** Errors: `not_found`, `invitation_expired`. */
  asking(request: string): Result<Asking, AppError>;
  /** Lets the joiner have the register. Errors: as `asking`. */
  accept(request: string, statements: Uint8Array[], welcome: Welcome): Result<null, AppError>;
  /** Error: `not_found`. */
  refuse(request: string): Result<null, AppError>;
  onChange(listen: () => void): () => void;
  /** Forgets everything; those who wait are told that nobody invites here. */
  close(): void;
}

interface Open {
  key: string;
  contents: InvitationContents;
  /** Opens the commitment. */
  nonce: Buffer;
  validUntil: Elapsed;
  failures: number;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

export function createInviter(options: Options): Inviter {
  const { clock, random } = options;
  const device = Buffer.from(options.device, 'base64url');
  const invitedTo: proof.InvitedTo = {
    team: Buffer.from(options.team, 'base64url'),
    certificate: Buffer.from(options.certificate, 'base64url'),
  };
  const listeners = new Set<() => void>();
  const joiners = new Map<string, JoinerRequest>();
  let open: Open | null = null;
  const timers = new DisposableStack();

  const over = (end: Elapsed) => left(clock, end) === 0;
  const tell = () => {
    for (const listen of [...listeners]) listen();
  };

  /** The secret is of no use any more, except for a joiner to hear the last word. */
  function end(): void {
    if (!open) return;
    joiners.get(open.key)?.giveUp();
    if (!joiners.has(open.key)) sodium.sodium_memzero(open.contents.secret as Buffer);
    open = null;
    tell();
  }

  function tidy(): void {
    if (open && over(open.validUntil)) end();
    for (const [key, joiner] of joiners) {
      const late = over(later(joiner.validUntil, KEPT_AFTER));
      if (key === open?.key || (!late && joiners.size <= MOST_JOINERS)) continue;
      joiner.close();
      joiners.delete(key);
    }
  }

  function ask(signed: Signed<Ask>, bytes: Uint8Array): Answer {
    const key = hex(signed.request.invitation);
    const taken = joiners.get(key);
    if (taken?.isSame(bytes)) return taken.taken();
    const invitation = open?.key === key ? open : null;
    const secret = taken?.secret ?? invitation?.contents.secret;
    if (!secret || taken?.state === 'gone') return { status: 'gone' };
    const transcript = proof.transcriptOf(invitedTo, signed.head);
    const mac = proof.macOf('askMac', secret, transcript, signed.signature);
    const signPublic = Buffer.from(signed.request.keys.sign, 'base64url');
    if (!proof.same(mac, signed.mac) || !proof.isSigned(signed.signature, transcript, signPublic)) {
      if (invitation && !taken) {
        invitation.failures += 1;
        if (invitation.failures >= MOST_TRIES) end();
      }
      return { status: 'invalid' };
    }
    if (taken) {
      taken.othersTried += 1;
      tell();
      return { status: 'used' };
    }
    if (!invitation) return { status: 'gone' };
    const joiner = createJoinerRequest({
      id: random.bytes(8).toString('base64url'),
      ask: { request: signed.request, bytes: Buffer.from(bytes), transcript },
      secret: invitation.contents.secret as Buffer,
      inviter: { device, nonce: invitation.nonce },
      validUntil: invitation.validUntil,
      clock,
    });
    joiners.set(key, joiner);
    tell();
    return joiner.taken();
  }

  function poll(signed: Signed<Poll>): Answer | Promise<Answer> {
    const joiner = joiners.get(hex(signed.request.invitation));
    if (!joiner) return { status: 'gone' };
    const answer = joiner.poll(signed);
    if (signed.request.kind === 'give-up') tell();
    return answer;
  }

  const waiting = (request: string): Result<JoinerRequest, AppError> => {
    tidy();
    const joiner = [...joiners.values()].find(({ id }) => id === request);
    if (joiner?.state === 'waiting') return ok(joiner);
    return err(
      joiner?.state === 'gone' ? { tag: 'invitation_expired' } : { tag: 'not_found', what: 'request' },
    );
  };

  return {
    async handle(bytes) {
      tidy();
      const signed = readRequest(bytes);
      if (!signed) return answerBytes({ status: 'invalid' });
      const answer =
        signed.request.kind === 'ask'
          ? ask(signed as Signed<Ask>, bytes)
          : await poll(signed as Signed<Poll>);
      return answerBytes(answer);
    },

    invite() {
      tidy();
      const addresses = likeliest(options.addresses(), MOST_ADDRESSES);
      if (addresses.length === 0) return err({ tag: 'not_listening' });
      end();
      const nonce = random.bytes(32);
      const id = random.bytes(8);
      const contents: InvitationContents = {
        ...invitedTo,
        id,
        secret: random.bytes(16),
        commitment: proof.commitmentTo(nonce, device),
        expires: Math.floor((clock.now() + VALIDITY) / 1000),
        addresses,
      };
      const validUntil = later(clock.elapsed(), VALIDITY);
      open = { key: hex(id), contents, nonce, validUntil, failures: 0 };
      timers.defer(clock.after(VALIDITY, tidy));
      timers.defer(clock.after(left(clock, later(validUntil, KEPT_AFTER)), tidy));
      tell();
      return ok({ id: open.key, text: encodeInvitation(contents), leftMs: VALIDITY });
    },

    text(id) {
      tidy();
      return open?.key === id ? ok(encodeInvitation(open.contents)) : err({ tag: 'invitation_expired' });
    },

    cancel: end,

    requests() {
      tidy();
      return [...joiners.values()].filter(({ state }) => state === 'waiting').map((it) => it.view());
    },

    asking(request) {
      const found = waiting(request);
      return found.ok ? ok(found.value.asking) : found;
    },

    accept(request, statements, welcome) {
      const found = waiting(request);
      if (!found.ok) return found;
      found.value.accept(statements, welcome);
      close(found.value);
      return ok(null);
    },

    refuse(request) {
      const found = waiting(request);
      if (!found.ok) return err({ tag: 'not_found', what: 'request' });
      found.value.refuse();
      close(found.value);
      return ok(null);
    },

    onChange(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },

    close() {
      timers.dispose();
      for (const joiner of joiners.values()) joiner.close();
      joiners.clear();
      if (open) sodium.sodium_memzero(open.contents.secret as Buffer);
      open = null;
      listeners.clear();
    },
  };

  /** The invitation has served; the request stays until the joiner has heard. */
  function close(joiner: JoinerRequest): void {
    if (open && joiners.get(open.key) === joiner) open = null;
    tell();
  }
}
