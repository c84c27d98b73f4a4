/** The door between the vault and the features: what the vault opens, and what it closes. */
import type { Database } from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

/** An open, migrated, encrypted base. */
export interface OpenVault {
  id: string;
  sqlite: Database;
  db: BetterSQLite3Database;
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

/** Implemented by the runtime, called by the vault. At most one vault is open. */
export interface Gate {
  /** Starts the session; `founding` for a vault that was just made. Throws nothing that leaves it half open. */
  open(vault: OpenVault, founding?: Founding): void;
  /** Drops the session (documents, timers), then closes the vault. Does nothing when closed. */
  close(): void;
  readonly vault: OpenVault | null;
}
