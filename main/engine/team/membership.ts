/**
 * This device in its team, while its vault is open: who it is, what it may do, and the keys it holds.
 * What features and the sealed circles see of the team; the register itself lives with the relay.
 */

import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Result } from '#shared/domain/result.ts';
import type {
  CircleName,
  Device,
  DeviceId,
  StatementBody,
  StatementId,
  Team,
} from '#shared/domain/team/model.ts';
import type { Identity } from '../register/identity.ts';
import type { Relay } from '../relay/relay.ts';
import type { SealedCircle } from '../sealed/sealed-circle.ts';
import type { TeamPresence } from './presence.ts';

export interface Membership {
  readonly identity: Identity;
  readonly relay: Relay;
  team(): Team;
  /** This device as the team knows it. */
  me(): Device;
  /** True once the register says that this device was removed, or that a restored one goes on for it. */
  readonly removed: boolean;
  /** Signs a statement over the present heads and publishes it. The caller checked the right to make it. */
  declare(body: StatementBody): StatementId;
  /** Null when this device does not hold the circle's key. */
  sealed(circle: CircleName): SealedCircle | null;
  /** Seals the keys this device holds of a circle to another device. Errors: `not_holder`, `not_found`. */
  handKey(device: DeviceId, circle: CircleName): Result<null, AppError>;
  /** Who looks at what; sealed like the rest. */
  readonly presence: TeamPresence;
  /** The register or the circles held changed. */
  onChange(listen: () => void): () => void;
}
