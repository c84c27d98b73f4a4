/** What this capability holds while a vault is open: who asks to join, where sharing stands, what is told of both. */
import { CIRCLES } from '#shared/domain/team/model.ts';
import { isActive } from '#shared/domain/team/register.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { milliseconds } from '../../ground/clock.ts';
import { isOfTheDisk } from '../../ground/disk-errors.ts';
import { tellFormat } from '../../team/formats.ts';
import { createInviter, type Inviter } from '../../team/pairing/inviter.ts';
import type { PresenceState } from '../../team/presence.ts';
import { onLabels } from './labels.ts';
import { markFirst } from './meanwhile.ts';
import { createSharing, type Sharing } from './sharing.ts';
import { throttled } from './throttle.ts';

/** Between two tellings of one topic. */
const TOLD_EVERY = milliseconds(250);

export interface OpenTeam {
  pairing: Inviter;
  sharing: Sharing;
  /** What this device looks at, said again when the key changes. */
  told: PresenceState | null;
}

const open = new WeakMap<OpenVault, OpenTeam>();

export function teamOf(vault: OpenVault): OpenTeam {
  const known = open.get(vault);
  if (!known) throw new Error('the team is not open');
  return known;
}

/** Answers what ends it. */
export function openTeam(vault: OpenVault): () => void {
  const { clock, random, membership } = vault;
  const { relay, identity } = membership;
  const pairing = createInviter({
    device: identity.device,
    certificate: identity.keys.certificate,
    team: membership.team().id,
    addresses: () => relay.addresses(),
    clock,
    random,
  });
  const it: OpenTeam = { pairing, sharing: createSharing(vault), told: null };
  open.set(vault, it);
  markFirst(vault);
  try {
    tellFormat(vault.team, identity.device);
  } catch (error) {
    // A full disk closes no vault: it is told at the next opening.
    if (!isOfTheDisk(error)) throw error;
  }
  const ends = new DisposableStack();
  ends.defer(() => open.delete(vault));
  ends.defer(() => it.sharing.stop());
  ends.defer(() => pairing.close());

  const tellTeam = throttled(clock, TOLD_EVERY, () => vault.emit('team.changed', {}));
  const tellPresence = throttled(clock, TOLD_EVERY, () => vault.emit('presence.changed', {}));
  const tellSharing = throttled(clock, TOLD_EVERY, () => {
    it.sharing.look();
    vault.emit('sharing.changed', {});
  });
  for (const told of [tellTeam, tellPresence, tellSharing]) ends.defer(told.stop);
  const followed = new Set<object>();

  function followCircles(): void {
    for (const circle of CIRCLES) {
      const sealed = membership.sealed(circle);
      if (!sealed || followed.has(sealed)) continue;
      followed.add(sealed);
      ends.defer(sealed.onChange(tellSharing));
    }
  }

  function onTeam(): void {
    followCircles();
    if (membership.removed || !isActive(membership.me())) pairing.cancel();
    if (it.told) membership.presence.set(it.told);
    tellTeam();
    tellSharing();
  }

  followCircles();
  relay.setPairing(pairing.handle);
  ends.defer(pairing.onChange(tellTeam));
  ends.defer(membership.onChange(onTeam));
  ends.defer(membership.presence.onChange(tellPresence));
  ends.defer(relay.onSharing(tellSharing));
  ends.defer(onLabels(vault.sqlite, tellTeam));
  ends.defer(() => membership.presence.set(null));
  ends.defer(() => relay.setPairing(null));
  return () => ends.dispose();
}
