/** Between the vault and the features: what the vault opens, and what it closes. */
import type { WriteHandle, WriteTables } from '../ground/handles.ts';
import type { StoredIdentity } from '../register/identity.ts';

/** An open, migrated, encrypted base. */
export interface OpenBase {
  id: string;
  sqlite: WriteHandle;
  db: WriteTables;
  /** Wipes the keys and closes the base. Safe to call twice. */
  close(): void;
}

/** What the first start asks, given once to the features of a new vault. */
export interface Founding {
  team: string;
  profile: 'ressourcerie' | 'empty';
  name: string;
  role: 'coordinator' | 'communication' | 'social' | 'psychologist' | 'volunteer-host';
}

/** What a device that joins an existing team brings instead: it founds nothing. */
export interface Joined {
  /** Secret halves of the device, as `register/identity.ts` stores them. */
  identity: StoredIdentity;
  /** The signed register, as received from the machine that accepted it. */
  statements: Uint8Array[];
  /** Id of the person among the hosts of the place. */
  person: string;
}

/** How a vault that was just made begins. */
export type Arrival = { founding: Founding } | { joined: Joined };

/** Implemented by the roof, called by the vault. At most one vault is open. */
export interface Gate {
  /** Starts what works on it; `arrival` for a vault that was just made. Rejects without leaving anything half open. */
  open(vault: OpenBase, arrival?: Arrival): Promise<void>;
  /** Drops that (documents, timers), then closes the vault. Does nothing when closed. */
  close(): void;
  readonly vault: OpenBase | null;
}
