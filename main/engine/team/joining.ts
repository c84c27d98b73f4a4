/**
 * Joining a team from a machine that has no vault of it yet: asks with the invitation, waits for the person on the
 * other machine, then has the vault made. One attempt at a time, in memory only; nothing is left on the disk of an
 * attempt that did not succeed. The passphrase is found strong enough first, and wiped when the attempt ends.
 */
import { open as openFile } from 'node:fs/promises';
import path from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { ValidParamsOf } from '#shared/contract/index.ts';
import type { JoiningState } from '#shared/contract/team.ts';
import type { Role } from '#shared/domain/place/host.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Address } from '#shared/domain/team/address.ts';
import { decodeInvitation, type InvitationContents } from '#shared/domain/team/invitation.ts';
import type { Device } from '#shared/domain/team/model.ts';
import { evaluateRegister, isActive } from '#shared/domain/team/register.ts';
import { type Elapsed, left } from '../ground/clock.ts';
import type { Context, ContextHandlers } from '../ground/context.ts';
import { Redacted } from '../ground/redacted.ts';
import { type Identity, wipeIdentity } from '../register/identity.ts';
import { verifyStatements } from '../register/verify.ts';
import { refuseWeak, storageError } from '../vault/index.ts';
import { type Accepted, type Asked, askToJoin } from './pairing/client.ts';

/** Longer files are no invitation, bytes. */
const FILE_MAX = 16 * 1024;

/** A device that no team knows yet: its keys, and the vault it will have. */
export interface NewDevice {
  vaultId: string;
  identity: Identity;
  /** Nothing came of it: removes what was written for it. */
  abandon(): Promise<void>;
}

export interface JoinedVault {
  vaultId: string;
  /** Name of the team, then of the person as the team writes it. */
  team: string;
  name: string;
  role: Role;
  /** Id of the person among the hosts of the place. */
  person: string;
  /** Still the caller's: wiped once the vault is made. */
  identity: Identity;
  statements: Uint8Array[];
  /** Where the other devices listen. */
  addresses: Address[];
}

/** Makes and opens the vault. The passphrase is the caller's to wipe. Errors: those of the disk. */
export type CreateVault = (
  joined: JoinedVault,
  passphrase: Redacted,
) => Promise<Result<{ vaultId: string; recoveryCode: string }, AppError>>;

interface Options {
  context: Context;
  newDevice(): Promise<NewDevice>;
  createVault: CreateVault;
  log: (line: string) => void;
  ask?: typeof askToJoin;
}

type Params = ValidParamsOf<'team.join'>;

type State =
  | Exclude<JoiningState, { state: 'waiting' }>
  | { state: 'waiting'; words: string[]; end: Elapsed };

interface Attempt {
  controller: AbortController;
  passphrase: Redacted;
  invitation: InvitationContents;
  device: NewDevice | null;
  /** Resolved when it has left nothing behind. */
  ended: PromiseWithResolvers<void>;
  /** The other machine has accepted: the vault is being made, and giving up would leave a device without a machine. */
  accepted: boolean;
}

export interface Joining {
  handlers: ContextHandlers<'team.join' | 'team.joining' | 'team.cancelJoining'>;
  /** Gives up what goes on, and forgets the recovery code. Resolves once nothing of it is left. */
  close(): Promise<void>;
}

export function createJoining(options: Options): Joining {
  const { context } = options;
  const { clock, random, files } = context;
  const ask = options.ask ?? askToJoin;
  let state: State = { state: 'none' };
  let current: Attempt | null = null;
  let last: Attempt | null = null;

  function show(next: State): void {
    state = next;
    context.emit('joining.changed', {});
  }

  function said(): JoiningState {
    if (state.state !== 'waiting') return state;
    return { state: 'waiting', words: state.words, leftMs: left(clock, state.end) };
  }

  /** Never rejects. */
  async function drop({ passphrase, invitation, device, ended }: Attempt, keep: boolean): Promise<void> {
    passphrase.wipe();
    invitation.secret.fill(0);
    if (device) wipeIdentity(device.identity);
    try {
      if (!keep) await device?.abandon();
    } catch (error) {
      unexpected(error);
    }
    ended.resolve();
  }

  async function giveUp(): Promise<void> {
    if (current && !current.accepted) {
      current.controller.abort();
      current = null;
    }
    if (state.state !== 'none' && !current) show({ state: 'none' });
    await last?.ended.promise;
  }

  async function join(params: Params): Promise<Result<{ words: string[]; leftMs: number }, AppError>> {
    const invitation = await read(params.invitation);
    if (!invitation.ok) return invitation;
    const strong = await refuseWeak(params.passphrase, [params.name, params.label]);
    if (!strong.ok) return strong;
    // Another one may begin while the former is being given up.
    do await giveUp();
    while (current);
    const attempt: Attempt = {
      controller: new AbortController(),
      passphrase: Redacted.text(params.passphrase),
      invitation: invitation.value,
      device: null,
      ended: Promise.withResolvers(),
      accepted: false,
    };
    current = attempt;
    last = attempt;
    let asked: Result<Asked, AppError>;
    try {
      attempt.device = await options.newDevice();
      asked = await ask({
        invitation: invitation.value,
        identity: attempt.device.identity,
        type: 'workstation',
        name: params.name,
        label: params.label,
        clock,
        random,
        signal: attempt.controller.signal,
      });
    } catch (error) {
      if (current === attempt) current = null;
      await drop(attempt, false);
      throw error;
    }
    if (!asked.ok || current !== attempt) {
      await drop(attempt, false);
      if (current === attempt) current = null;
      return asked.ok ? err({ tag: 'cancelled_by_user' }) : asked;
    }
    const { words, end, result } = asked.value;
    show({ state: 'waiting', words, end });
    void follow(attempt, attempt.device, result);
    return ok({ words, leftMs: left(clock, end) });
  }

  /** Never rejects. */
  async function follow(attempt: Attempt, device: NewDevice, result: Asked['result']): Promise<void> {
    let outcome: Result<{ vaultId: string; recoveryCode: string }, AppError>;
    try {
      const accepted = await result;
      attempt.accepted = accepted.ok && current === attempt;
      if (attempt.accepted && accepted.ok) {
        const joined = settled(device, attempt.invitation, accepted.value);
        outcome = joined
          ? await options.createVault(joined, attempt.passphrase)
          : err({ tag: 'invitation_invalid' });
      } else outcome = err(accepted.ok ? { tag: 'cancelled_by_user' } : accepted.error);
    } catch (error) {
      outcome = err(storageError(error) ?? unexpected(error));
    }
    await drop(attempt, outcome.ok);
    if (current !== attempt) return;
    current = null;
    show(outcome.ok ? { state: 'joined', ...outcome.value } : { state: 'failed', error: outcome.error });
  }

  function unexpected(error: unknown): AppError {
    const reference = random.bytes(4).toString('hex');
    options.log(
      `${reference} joining ${error instanceof Error ? (error.stack ?? error.name) : 'not an Error'}`,
    );
    return { tag: 'unexpected', reference };
  }

  async function read(from: Params['invitation']): Promise<Result<InvitationContents, AppError>> {
    if ('text' in from) return decodeInvitation(from.text);
    const granted = files.path(from.file, 'read');
    if (!granted.ok) return granted;
    try {
      const handle = await openFile(granted.value, 'r');
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(FILE_MAX + 1), 0, FILE_MAX + 1, 0);
        if (bytesRead > FILE_MAX) return err({ tag: 'invitation_invalid' });
        return decodeInvitation(buffer.toString('utf8', 0, bytesRead));
      } finally {
        await handle.close();
      }
    } catch {
      return err({ tag: 'file_unreadable', name: path.basename(granted.value) });
    }
  }

  return {
    handlers: {
      'team.join': join,
      'team.joining': () => ok(said()),
      async 'team.cancelJoining'() {
        await giveUp();
        return ok(null);
      },
    },
    close: giveUp,
  };
}

/** What the register says of this device; null when it is not the register of the invitation, or does not have it. */
function settled(
  { vaultId, identity }: NewDevice,
  invitation: InvitationContents,
  { statements, teamName, personName, addresses }: Accepted,
): JoinedVault | null {
  const teamId = Buffer.from(invitation.team).toString('base64url');
  const team = evaluateRegister(verifyStatements(statements, { teamId }), teamId);
  const me: Device | undefined = team.devices.get(identity.device);
  const mine = me && isActive(me) && me.keys.sign === identity.keys.sign && me.keys.box === identity.keys.box;
  if (!mine || me.role === null || me.person === null) return null;
  return {
    vaultId,
    team: teamName,
    name: personName,
    role: me.role,
    person: me.person,
    identity,
    statements,
    addresses,
  };
}
