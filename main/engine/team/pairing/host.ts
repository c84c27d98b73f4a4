/**
 * The machine that invites. Holds one invitation at a time, in memory only: an invitation does not outlive the lock of
 * the vault nor a restart, and whoever then shows it is told that it is no longer valid.
 *
 * Promises: the first valid request takes the invitation; the same request sent again gets the same answer (a reply
 * may be lost); another one is told `used`, and is counted, for the admin to see. Five requests whose MAC is wrong end
 * it, thirty minutes by this machine's clock too. Nothing of the team leaves before `accept`. Never throws on what
 * comes from the network. Memory is bounded: one invitation, eight former sessions, one waiting answer for each.
 */
import sodium from 'sodium-native';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Invitation, PairingRequest } from '#shared/contract/team.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { type Address, likeliest } from '#shared/domain/team/address.ts';
import { encodeInvitation, type InvitationContents, MOST_ADDRESSES } from '#shared/domain/team/invitation.ts';
import type { DeviceId, StatementId } from '#shared/domain/team/model.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import type { PairingHandler } from '../../relay/listener/door.ts';
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
import { type Asking, createSession, type PairingSession } from './session.ts';

/** Milliseconds. */
export const VALIDITY = 30 * 60_000;
/** How long the last word is kept for a joiner who has not heard it yet. */
const KEPT_AFTER = 10 * 60_000;
const MOST_TRIES = 5;
const MOST_SESSIONS = 8;

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

export interface PairingHost {
  /** For the relay's door. */
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
  expiresAt: number;
  failures: number;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

export function createPairingHost(options: Options): PairingHost {
  const { clock, random } = options;
  const device = Buffer.from(options.device, 'base64url');
  const place: proof.Place = {
    team: Buffer.from(options.team, 'base64url'),
    certificate: Buffer.from(options.certificate, 'base64url'),
  };
  const listeners = new Set<() => void>();
  const sessions = new Map<string, PairingSession>();
  let open: Open | null = null;
  const timers = new DisposableStack();

  const tell = () => {
    for (const listen of [...listeners]) listen();
  };

  /** The secret is of no use any more, except to hear the last word of a session. */
  function end(): void {
    if (!open) return;
    sessions.get(open.key)?.giveUp();
    if (!sessions.has(open.key)) sodium.sodium_memzero(open.contents.secret as Buffer);
    open = null;
    tell();
  }

  function tidy(): void {
    const now = clock.now();
    if (open && now >= open.expiresAt) end();
    for (const [key, session] of sessions) {
      const late = now >= session.expiresAt + KEPT_AFTER;
      if (key === open?.key || (!late && sessions.size <= MOST_SESSIONS)) continue;
      session.close();
      sessions.delete(key);
    }
  }

  function ask(signed: Signed<Ask>, bytes: Uint8Array): Answer {
    const key = hex(signed.request.invitation);
    const taken = sessions.get(key);
    if (taken?.isSame(bytes)) return taken.taken();
    const invitation = open?.key === key ? open : null;
    const secret = taken?.secret ?? invitation?.contents.secret;
    if (!secret || taken?.state === 'gone') return { status: 'gone' };
    const transcript = proof.transcriptOf(place, signed.head);
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
    const session = createSession({
      id: random.bytes(8).toString('base64url'),
      ask: { request: signed.request, bytes: Buffer.from(bytes), transcript },
      secret: invitation.contents.secret as Buffer,
      host: { device, nonce: invitation.nonce },
      expiresAt: invitation.expiresAt,
      clock,
    });
    sessions.set(key, session);
    tell();
    return session.taken();
  }

  function poll(signed: Signed<Poll>): Answer | Promise<Answer> {
    const session = sessions.get(hex(signed.request.invitation));
    if (!session) return { status: 'gone' };
    const answer = session.poll(signed);
    if (signed.request.kind === 'give-up') tell();
    return answer;
  }

  const waiting = (request: string): Result<PairingSession, AppError> => {
    tidy();
    const session = [...sessions.values()].find(({ id }) => id === request);
    if (session?.state === 'waiting') return ok(session);
    return err(
      session?.state === 'gone' ? { tag: 'invitation_expired' } : { tag: 'not_found', what: 'request' },
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
      const expiresAt = clock.now() + VALIDITY;
      const contents: InvitationContents = {
        ...place,
        id,
        secret: random.bytes(16),
        commitment: proof.commitmentTo(nonce, device),
        expires: Math.floor(expiresAt / 1000),
        addresses,
      };
      open = { key: hex(id), contents, nonce, expiresAt, failures: 0 };
      timers.defer(clock.after(VALIDITY, tidy));
      timers.defer(clock.after(VALIDITY + KEPT_AFTER, tidy));
      tell();
      return ok({ id: open.key, text: encodeInvitation(contents), expiresAt });
    },

    text(id) {
      tidy();
      return open?.key === id ? ok(encodeInvitation(open.contents)) : err({ tag: 'invitation_expired' });
    },

    cancel: end,

    requests() {
      tidy();
      return [...sessions.values()].filter(({ state }) => state === 'waiting').map((it) => it.view());
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
      for (const session of sessions.values()) session.close();
      sessions.clear();
      if (open) sodium.sodium_memzero(open.contents.secret as Buffer);
      open = null;
      listeners.clear();
    },
  };

  /** The invitation has served; its session stays until the joiner has heard. */
  function close(session: PairingSession): void {
    if (open && sessions.get(open.key) === session) open = null;
    tell();
  }
}
