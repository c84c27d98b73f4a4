/** Both ends of a pairing in one process, with a clock that the test moves and random bytes that come again. */
import { createHash } from 'node:crypto';
import { err, ok } from '#shared/domain/result.ts';
import type { Address } from '#shared/domain/team/address.ts';
import { decodeInvitation, type InvitationContents } from '#shared/domain/team/invitation.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import { createIdentity, type Identity } from '../../register/identity.ts';
import { type AskOptions, askToJoin } from './client.ts';
import { createInviter, type Inviter } from './inviter.ts';
import type { Post } from './post.ts';

/** The same bytes for the same seed. */
export function seeded(seed: string): Random {
  let drawn = 0;
  return {
    bytes(length) {
      const made = Buffer.alloc(length);
      for (let at = 0; at < length; at += 32)
        createHash('sha256').update(`${seed} ${drawn++}`).digest().copy(made, at);
      return made;
    },
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

export const testTeam = digest('team');
export const inviterDevice = 'hosthost';

interface TestHost {
  clock: Clock;
  seed?: string;
  /** Base64url of its hash. */
  certificate?: string;
  addresses?: Address[];
}

export function testInviter(options: TestHost): Inviter {
  return createInviter({
    device: inviterDevice,
    certificate: options.certificate ?? digest('certificate'),
    team: testTeam,
    addresses: () => options.addresses ?? [{ host: '192.168.1.20', port: 47520 }],
    clock: options.clock,
    random: seeded(options.seed ?? 'inviter'),
  });
}

export function testIdentity(seed: string): Identity {
  const random = seeded(seed);
  const keys = { transport: digest(`${seed} transport`), certificate: digest(`${seed} certificate`) };
  return createIdentity(random, random.bytes(6).toString('base64url'), keys);
}

/** A fresh invitation, as a joiner reads it. */
export function invited(inviter: Inviter): InvitationContents {
  const made = inviter.invite();
  if (!made.ok) throw new Error(made.error.tag);
  const read = decodeInvitation(made.value.text);
  if (!read.ok) throw new Error(read.error.tag);
  return read.value;
}

/** The way to an inviter, which a test can cut or listen to. */
export interface Wire {
  post: Post;
  /** Requests that arrived. */
  requests: Uint8Array[];
  /** Null: the machine is gone. */
  inviter: Inviter | null;
  /** The relay answers, but nobody invites there. */
  locked: boolean;
  /** How many of the next answers are lost on the way back. */
  lose: number;
}

export function wireTo(inviter: Inviter): Wire {
  const wire: Wire = {
    requests: [],
    inviter,
    locked: false,
    lose: 0,
    async post(_, body) {
      if (wire.locked) return err('nobody-invites');
      if (!wire.inviter) return err('unreachable');
      wire.requests.push(body);
      const answer = await wire.inviter.handle(body, '192.168.1.30');
      if (wire.lose > 0) {
        wire.lose -= 1;
        return err('unreachable');
      }
      return answer ? ok(answer) : err('nobody-invites');
    },
  };
  return wire;
}

export const asks = (
  wire: Wire,
  invitation: InvitationContents,
  clock: Clock,
  more: Partial<AskOptions> & { seed?: string } = {},
) =>
  askToJoin({
    invitation,
    identity: testIdentity(more.seed ?? 'joiner'),
    type: 'workstation',
    name: 'Nadia',
    label: 'Poste d’accueil',
    clock,
    random: seeded(`${more.seed ?? 'joiner'} nonce`),
    signal: new AbortController().signal,
    post: wire.post,
    ...more,
  });
