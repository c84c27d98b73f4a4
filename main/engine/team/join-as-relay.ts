/**
 * A relay that is nobody's workstation joins a team: it asks with an invitation, as a device that will hold no circle's
 * key. The keys it needs to ask are wiped once it is accepted: afterwards this machine can sign receipts and nothing
 * else.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { decodeInvitation } from '#shared/domain/team/invitation.ts';
import { evaluateRegister, isActive } from '#shared/domain/team/register.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { createIdentity, wipeIdentity } from '../register/identity.ts';
import { verifyStatements } from '../register/verify.ts';
import type { Relays } from '../relay/index.ts';
import type { Relay } from '../relay/relay.ts';
import { askToJoin } from './pairing/client.ts';

interface Options {
  relays: Relays;
  /** Where its folder stands among the relays of the machine. */
  vaultId: string;
  /** As it was copied or read from a file. */
  invitation: string;
  /** How whoever accepts it will see it called. */
  label: string;
  clock: Clock;
  random: Random;
  signal: AbortSignal;
  /** The four words are there to be compared. */
  words: (words: readonly string[]) => void;
}

/**
 * Answers once the other machine has accepted; nothing stays of an attempt that failed. Errors: those of `askToJoin`,
 * `invitation_invalid` also when what was accepted is not this machine.
 */
export async function joinAsRelay(options: Options): Promise<Result<Relay, AppError>> {
  const { relays, vaultId, label, clock, random, signal } = options;
  const invitation = decodeInvitation(options.invitation);
  if (!invitation.ok) return invitation;
  const relay = await relays.create(vaultId, { device: random.bytes(6).toString('base64url') });
  const identity = createIdentity(random, relay.device, relay.transport);
  let joined = false;
  try {
    const ask = { invitation: invitation.value, identity, type: 'relay', name: label, label } as const;
    const asked = await askToJoin({ ...ask, clock, random, signal });
    if (!asked.ok) return asked;
    options.words(asked.value.words);
    const accepted = await asked.value.result;
    if (!accepted.ok) return accepted;
    const { statements, addresses } = accepted.value;
    const teamId = Buffer.from(invitation.value.team).toString('base64url');
    const team = evaluateRegister(verifyStatements(statements, { teamId }), teamId);
    const me = team.devices.get(relay.device);
    const mine = me && isActive(me) && me.type === 'relay' && me.keys.sign === identity.keys.sign;
    if (!mine || me.keys.certificate !== relay.transport.certificate)
      return err({ tag: 'invitation_invalid' });
    relay.register.add(statements);
    for (const address of [...invitation.value.addresses, ...addresses]) relay.addAddress(address);
    joined = true;
    return ok(relay);
  } finally {
    wipeIdentity(identity);
    invitation.value.secret.fill(0);
    if (!joined) await relays.discard(vaultId);
  }
}
