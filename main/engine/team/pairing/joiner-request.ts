/** One joiner's request on the machine that invites: from the four words to the last word, and what is told of it. */
import sodium from 'sodium-native';
import type { PairingRequest } from '#shared/contract/team.ts';
import type { DeviceKeys, DeviceType } from '#shared/domain/team/model.ts';
import { type Clock, type Elapsed, left, seconds, shorter } from '../../ground/clock.ts';
import { type Answer, type Ask, PART_BYTES, type Poll, type Signed, type Welcome } from './messages.ts';
import * as proof from './proof.ts';

/** What a question waits for its answer. */
const LONG_POLL = seconds(4);

/** Who asks, as an admin is about to accept it. */
export interface Asking {
  keys: DeviceKeys;
  type: DeviceType;
  name: string;
  label: string;
}

interface Options {
  id: string;
  ask: { request: Ask; bytes: Buffer; transcript: Buffer };
  /** Owned from here on: wiped by `close`. */
  secret: Buffer;
  inviter: { device: Buffer; nonce: Buffer };
  validUntil: Elapsed;
  clock: Clock;
}

export interface JoinerRequest {
  readonly id: string;
  readonly asking: Asking;
  readonly validUntil: Elapsed;
  /** Of the invitation; wiped by `close`. */
  readonly secret: Buffer;
  readonly state: 'waiting' | 'accepted' | 'refused' | 'gone';
  /** Requests by others with the same invitation. */
  othersTried: number;
  /** The very request that began it. */
  isSame(bytes: Uint8Array): boolean;
  /** What is answered to that request, however often it comes. */
  taken(): Answer;
  poll(signed: Signed<Poll>): Answer | Promise<Answer>;
  view(): PairingRequest;
  accept(statements: Uint8Array[], welcome: Welcome): void;
  refuse(): void;
  /** The invitation ended before an answer was given. */
  giveUp(): void;
  close(): void;
}

export function createJoinerRequest({ id, ask, secret, inviter, validUntil, clock }: Options): JoinerRequest {
  const { keys, type, name, label } = ask.request;
  const binding = proof.bindingOf(ask.transcript, inviter.nonce, inviter.device);
  const words = proof.wordsOf(binding);
  const signPublic = Buffer.from(keys.sign, 'base64url');
  const at = clock.now();
  let state: JoinerRequest['state'] = 'waiting';
  let outcome: { statements: Uint8Array[]; welcome: Welcome } | null = null;
  let counter = -1;
  let answerWaiting = () => {};

  const leftMs = () => left(clock, validUntil);

  function settle(next: typeof state): void {
    if (state !== 'waiting') return;
    state = next;
    answerWaiting();
  }

  function answer(from: number): Answer {
    if (state === 'waiting') return { status: 'waiting', leftMs: leftMs() };
    if (state !== 'accepted' || !outcome) return { status: state === 'refused' ? 'refused' : 'gone' };
    const { statements, welcome } = outcome;
    const start = Math.min(from, statements.length);
    let end = start;
    for (let bytes = 0; end < statements.length && (end === start || bytes < PART_BYTES); end++)
      bytes += statements[end]?.length ?? 0;
    return {
      status: 'accepted',
      total: statements.length,
      from: start,
      statements: statements.slice(start, end),
      welcome: end === statements.length ? welcome : null,
    };
  }

  return {
    id,
    asking: { keys, type, name, label },
    validUntil,
    secret,
    get state() {
      return state;
    },
    othersTried: 0,
    isSame: (bytes) => Buffer.compare(ask.bytes, bytes) === 0,
    taken: () => ({
      status: 'taken',
      device: inviter.device.toString('base64url'),
      nonce: inviter.nonce,
      leftMs: leftMs(),
    }),

    poll({ request, head, signature, mac }) {
      const transcript = proof.pollTranscript(binding, head);
      const right =
        request.device === keys.id &&
        proof.same(mac, proof.macOf('pollMac', secret, transcript, signature)) &&
        proof.isSigned(signature, transcript, signPublic);
      // A number that was already used is a recording.
      if (!right || request.counter <= counter) return { status: 'invalid' };
      counter = request.counter;
      if (request.kind === 'give-up') settle('gone');
      if (state !== 'waiting') return answer(request.from);
      answerWaiting();
      return new Promise((resolve) => {
        const stop = clock.after(shorter(LONG_POLL, leftMs()), () => answerWaiting());
        answerWaiting = () => {
          stop();
          answerWaiting = () => {};
          resolve(answer(request.from));
        };
      });
    },

    view() {
      return { id, name, label, type, words, at, leftMs: leftMs(), othersTried: this.othersTried };
    },

    accept(statements, welcome) {
      outcome = { statements, welcome };
      settle('accepted');
    },
    refuse: () => settle('refused'),
    giveUp: () => settle('gone'),
    close() {
      settle('gone');
      answerWaiting();
      sodium.sodium_memzero(secret);
    },
  };
}
