/**
 * The machine that asks to join. It speaks only to the machine whose certificate the invitation names, shows the words
 * once the inviter has opened its commitment, then waits for a person's answer there.
 *
 * Promises: the same request is sent again until an answer came, so that a lost reply costs nothing; an inviter that
 * vanishes is tried again until the invitation ends; this machine decides nothing but when to stop trying,
 * counted from what the inviter said was left. Nothing received can throw out.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Address } from '#shared/domain/team/address.ts';
import type { InvitationContents } from '#shared/domain/team/invitation.ts';
import type { DeviceType } from '#shared/domain/team/model.ts';
import {
  type Clock,
  type Delay,
  type Elapsed,
  later,
  left,
  milliseconds,
  minutes,
  type Random,
  seconds,
  times,
} from '../../ground/clock.ts';
import type { Identity } from '../../register/identity.ts';
import {
  type Answer,
  type Ask,
  headOf,
  LABEL_MAX,
  NAME_MAX,
  type Poll,
  readAnswer,
  requestBytes,
  shown,
  type Welcome,
} from './messages.ts';
import { createPost, type Post, type PostProblem } from './post.ts';
import * as proof from './proof.ts';

/** Between two rounds of the addresses. */
const PAUSE = seconds(2);
const LONG_PAUSE = seconds(10);
/** An inviter that answers "not yet" at once is asked no more often than this. */
const LEAST_INTERVAL = seconds(1);
const FIRST_ROUNDS = 2;
/** What an accepted joiner still has to fetch may take longer than the invitation lasts. */
const GRACE = minutes(5);
const MOST_STATEMENTS = 100_000;
const MOST_BYTES = 64 * 1024 * 1024;

export interface Accepted extends Welcome {
  /** The register, as bytes nobody checked yet. */
  statements: Uint8Array[];
}

export interface Asked {
  words: string[];
  /** When the invitation ends, by what the host said was left. */
  end: Elapsed;
  /**
   * Errors: `invitation_refused`, `invitation_expired` (also: cancelled, or the inviter was locked or restarted),
   * `invitation_invalid`, `inviter_unreachable`, `cancelled_by_user` (the signal).
   */
  result: Promise<Result<Accepted, AppError>>;
}

export interface AskOptions {
  invitation: InvitationContents;
  identity: Identity;
  type: DeviceType;
  name: string;
  label: string;
  clock: Clock;
  random: Random;
  /** The person gives up; the inviter is told if it can be reached. */
  signal: AbortSignal;
  /** How a request travels; TLS when absent. */
  post?: Post;
}

/**
 * Asks, and answers once the inviter has taken the request. Errors: `invitation_invalid`, `invitation_expired`,
 * `invitation_used`, `inviter_unreachable`, `cancelled_by_user`.
 */
export async function askToJoin(options: AskOptions): Promise<Result<Asked, AppError>> {
  const { invitation, identity, clock, random, signal } = options;
  const { certificate } = invitation;
  const post = options.post ?? createPost({ certificate, clock, signal });
  const travel = createTravel(invitation.addresses, post);

  const ask: Ask = {
    kind: 'ask',
    invitation: invitation.id,
    keys: identity.keys,
    type: options.type,
    name: shown(options.name, NAME_MAX) ?? '?',
    label: shown(options.label, LABEL_MAX) ?? '?',
    nonce: random.bytes(32),
  };
  const head = headOf(ask);
  const transcript = proof.transcriptOf(invitation, head);
  const signature = proof.signed(transcript, identity.signSecret.unwrap());
  const request = requestBytes(
    head,
    signature,
    proof.macOf('askMac', invitation.secret, transcript, signature),
  );

  const first = await untilAnswered();
  if (!first.ok) return first;
  const taken = first.value;
  if (taken.status !== 'taken') return err(meaning(taken));
  const device = Buffer.from(taken.device, 'base64url');
  // The inviter chose its nonce before it knew anything of this request.
  if (!proof.same(proof.commitmentTo(taken.nonce, device), invitation.commitment))
    return err({ tag: 'invitation_invalid' });
  const binding = proof.bindingOf(transcript, taken.nonce, device);
  const end = endOf(taken);
  return ok({ words: proof.wordsOf(binding), end, result: wait(binding, end) });

  function endOf({ leftMs }: { leftMs: number }): Elapsed {
    return later(clock.elapsed(), times(milliseconds(1), leftMs));
  }

  async function untilAnswered(): Promise<Result<Answer, AppError>> {
    for (let round = 1; ; round++) {
      const answer = await travel(request);
      if (signal.aborted) return err({ tag: 'cancelled_by_user' });
      if (answer.ok) return answer;
      if (answer.error === 'nobody-invites') return err({ tag: 'invitation_expired' });
      if (round >= FIRST_ROUNDS) return err({ tag: 'inviter_unreachable' });
      await pause(answer.error === 'too-many' ? LONG_PAUSE : PAUSE);
    }
  }

  async function wait(binding: Buffer, end: Elapsed): Promise<Result<Accepted, AppError>> {
    const statements: Uint8Array[] = [];
    let bytes = 0;
    let deadline = end;
    let reached = true;
    for (let counter = 1; ; counter++) {
      const again = later(clock.elapsed(), LEAST_INTERVAL);
      const answer = await travel(polled('wait', binding, counter, statements.length));
      if (signal.aborted) {
        if (reached) await sayGoodbye(binding, counter + 1);
        return err({ tag: 'cancelled_by_user' });
      }
      reached = answer.ok;
      if (!answer.ok) {
        if (answer.error === 'nobody-invites') return err({ tag: 'invitation_expired' });
        if (left(clock, deadline) === 0) return err({ tag: 'inviter_unreachable' });
        await pause(answer.error === 'too-many' ? LONG_PAUSE : PAUSE);
      } else if (answer.value.status === 'waiting') {
        deadline = endOf(answer.value);
        await pause(left(clock, again));
      } else if (answer.value.status === 'accepted') {
        const { from, total, welcome } = answer.value;
        const part = answer.value.statements;
        bytes += part.reduce((sum, { length }) => sum + length, 0);
        const stuck = part.length === 0 && !welcome;
        if (from !== statements.length || total > MOST_STATEMENTS || bytes > MOST_BYTES || stuck)
          return err({ tag: 'invitation_invalid' });
        statements.push(...part);
        deadline = later(clock.elapsed(), GRACE);
        if (welcome) return ok({ ...welcome, statements });
      } else return err(meaning(answer.value));
    }
  }

  function polled(kind: Poll['kind'], binding: Buffer, counter: number, from: number): Uint8Array {
    const poll: Poll = { kind, invitation: invitation.id, device: identity.device, counter, from };
    const bytes = headOf(poll);
    const bound = proof.pollTranscript(binding, bytes);
    const by = proof.signed(bound, identity.signSecret.unwrap());
    return requestBytes(bytes, by, proof.macOf('pollMac', invitation.secret, bound, by));
  }

  /** One try: the inviter would find out by itself when the invitation ends. */
  async function sayGoodbye(binding: Buffer, counter: number): Promise<void> {
    const last = options.post ?? createPost({ certificate, clock, signal: new AbortController().signal });
    await createTravel(invitation.addresses, last)(polled('give-up', binding, counter, 0));
  }

  function pause(wait: Delay): Promise<void> {
    if (wait === 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        stop();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const stop = clock.after(wait, end);
      signal.addEventListener('abort', end);
    });
  }
}

/** Tries each address in turn, from the one that answered last. */
function createTravel(addresses: readonly Address[], post: Post) {
  let order = [...addresses];
  return async (request: Uint8Array): Promise<Result<Answer, PostProblem>> => {
    let problem: PostProblem = 'unreachable';
    for (const address of order) {
      const received = await post(address, request);
      if (!received.ok) {
        problem = received.error === 'unreachable' ? problem : received.error;
        // The right machine has spoken: its other addresses would say the same.
        if (problem === 'nobody-invites' || problem === 'too-many') break;
        continue;
      }
      order = [address, ...order.filter((other) => other !== address)];
      const answer = readAnswer(received.value);
      // Bytes that mean nothing, from the machine of the invitation: a version that this one cannot speak with.
      return ok(answer ?? { status: 'invalid' });
    }
    return err(problem);
  };
}

function meaning(answer: Answer): AppError {
  switch (answer.status) {
    case 'refused':
      return { tag: 'invitation_refused' };
    case 'gone':
      return { tag: 'invitation_expired' };
    case 'used':
      return { tag: 'invitation_used' };
    default:
      return { tag: 'invitation_invalid' };
  }
}
