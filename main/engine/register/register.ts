/**
 * The register of one team in memory, growing as statements come: what a relay keeps between its file and the rooms.
 * Promises that a statement once taken stays, and that the team is evaluated at most once per change. Stores nothing.
 */
import type { Statement, StatementId, Team } from '#shared/domain/team/model.ts';
import { evaluateRegister } from '#shared/domain/team/register.ts';
import type { StatementFlaw } from './statement.ts';
import { createVerifier } from './verify.ts';

export interface Added {
  /** New here and to be kept: those that count or may, those that wait for others, those of a newer app. */
  kept: Uint8Array[];
  /** Left out, by reason. */
  flaws: Partial<Record<StatementFlaw, number>>;
}

export interface RegisterState {
  /** Null until a founding statement is known. */
  readonly teamId: StatementId | null;
  readonly team: Team | null;
  /** Never throws, whatever the bytes. */
  add(statements: readonly Uint8Array[]): Added;
  /** Everything kept, in the order it came. */
  bytes(): Uint8Array[];
  /** Those whose signature was checked. */
  statements(): Statement[];
  /** The parents of the next statement; empty before the founding. */
  parents(): StatementId[];
}

/** `teamId` null: the first founding statement added says which team it is, for good. */
export function createRegisterState(teamId: StatementId | null): RegisterState {
  const verifier = createVerifier(teamId);
  let evaluated: { count: number; team: Team } | null = null;

  function team(): Team | null {
    const all = verifier.statements();
    // Statements only ever come: the same number of them is the same register.
    if (evaluated?.count === all.length) return evaluated.team;
    if (verifier.teamId === null || !all.some(({ id }) => id === verifier.teamId)) return null;
    evaluated = { count: all.length, team: evaluateRegister(all, verifier.teamId) };
    return evaluated.team;
  }

  return {
    get teamId() {
      return verifier.teamId;
    },
    get team() {
      return team();
    },
    add(statements) {
      const added: Added = { kept: [], flaws: {} };
      for (const bytes of statements) {
        const outcome = verifier.take(bytes);
        if (outcome === 'known') continue;
        if (outcome === 'verified' || outcome === 'waiting' || outcome === 'newer') added.kept.push(bytes);
        else added.flaws[outcome] = (added.flaws[outcome] ?? 0) + 1;
      }
      return added;
    },
    bytes: () => verifier.bytes(),
    statements: () => [...verifier.statements()],
    parents: () => [...(team()?.heads ?? [])],
  };
}
