/**
 * Why a socket was closed. The y-websocket client never comes back after 4400–4499: kept for those who are no longer of
 * the team. Everything else passes.
 */
export const CLOSE = {
  removed: 4403,
  /** A frame that is not of the protocol, or holds what has no place in the room. */
  malformed: 4502,
  /** The room is not open to that device, or not yet as far as this machine knows. */
  notOpen: 4503,
  /** The same device has opened the room again. */
  replaced: 4507,
  /** The disk of this machine takes nothing more for now. */
  disk: 4511,
  tooBig: 4513,
  /** This machine stops. */
  leaving: 4514,
} as const;
