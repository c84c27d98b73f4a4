/**
 * Checks statements as they come, in whatever order: each must be signed by the key that the record adding its author
 * names. Promises that a verified one stays verified, and that what cannot be judged yet is kept, within bounds.
 * Whether an author had the right to say it is decided by `shared/domain/team/register.ts`.
 */
import type { DeviceId, DeviceKeys, Statement, StatementId } from '#shared/domain/team/model.ts';
import { parseStatement, type StatementFlaw, signedUnder, type UnverifiedStatement } from './statement.ts';

/** Statements kept although nobody can judge them yet: of an unknown author, or of a newer app. */
const mostWaiting = 1000;
/** Together, bytes. */
const mostWaitingBytes = 4 * 1024 * 1024;

export interface Verifier {
  /** Null until a founding statement is known; then it never changes. */
  readonly teamId: StatementId | null;
  /** What the bytes are: verified now, known before, waiting for the record of its author, a newer app's, or flawed. */
  take(bytes: Uint8Array): 'verified' | 'known' | 'waiting' | 'newer' | StatementFlaw;
  /** In the order in which they could be verified. */
  statements(): readonly Statement[];
  /** Every statement taken: verified, waiting, and those of a newer version. */
  bytes(): Uint8Array[];
  /** Why each of those that wait does not count yet. */
  unjudged(): StatementFlaw[];
}

/** `teamId` null: the first founding statement that comes says which team it is. */
export function createVerifier(teamId: StatementId | null): Verifier {
  let team = teamId;
  const verified: Statement[] = [];
  const taken = new Map<string, Uint8Array>();
  const keys = new Map<DeviceId, Set<string>>();
  const waiting = new Map<DeviceId, UnverifiedStatement[]>();
  let kept = 0;
  let keptBytes = 0;
  const full = (more: number) => kept >= mostWaiting || keptBytes + more > mostWaitingBytes;
  const keep = (length: number) => {
    kept += 1;
    keptBytes += length;
  };

  function learnKey(statement: Statement): void {
    const device = deviceMade(statement);
    if (!device) return;
    const known = keys.get(device.id) ?? new Set();
    keys.set(device.id, known.add(device.sign));
  }

  function accept(first: Statement): void {
    const ready = [first];
    for (let statement = ready.pop(); statement; statement = ready.pop()) {
      verified.push(statement);
      learnKey(statement);
      const made = deviceMade(statement);
      const waited = made && waiting.get(made.id);
      if (!made || !waited) continue;
      const still = waited.filter((one) => {
        if (!signedUnder(one, made.sign)) return true;
        ready.push(named(one, made.sign));
        kept -= 1;
        keptBytes -= one.bytes.length;
        return false;
      });
      if (still.length > 0) waiting.set(made.id, still);
      else waiting.delete(made.id);
    }
  }

  function judge(statement: UnverifiedStatement): 'verified' | 'waiting' | StatementFlaw {
    if (statement.body.kind === 'team.founded') {
      if (team !== null && statement.id !== team) return 'other-team';
      const { device } = statement.body;
      if (statement.parents.length > 0 || statement.author !== device.id) return 'malformed';
      if (!signedUnder(statement, device.sign)) return 'bad-signature';
      team = statement.id;
      accept(named(statement, device.sign));
      return 'verified';
    }
    if (statement.parents.length === 0) return 'malformed';
    for (const key of keys.get(statement.author) ?? []) {
      if (!signedUnder(statement, key)) continue;
      accept(named(statement, key));
      return 'verified';
    }
    // Another record of that author may still come; without any, or full, it is not kept.
    if (full(statement.bytes.length)) return keys.has(statement.author) ? 'bad-signature' : 'unknown-author';
    waiting.set(statement.author, [...(waiting.get(statement.author) ?? []), statement]);
    keep(statement.bytes.length);
    return 'waiting';
  }

  return {
    get teamId() {
      return team;
    },
    take(bytes) {
      const parsed = parseStatement(bytes);
      if (!parsed.ok) {
        if (parsed.error !== 'unknown-version' || bytes.length === 0) return parsed.error;
        const raw = Buffer.from(bytes).toString('base64');
        if (taken.has(raw)) return 'known';
        if (full(bytes.length)) return parsed.error;
        taken.set(raw, bytes);
        keep(bytes.length);
        return 'newer';
      }
      if (taken.has(parsed.value.id)) return 'known';
      const judged = judge(parsed.value);
      if (judged === 'verified' || judged === 'waiting') taken.set(parsed.value.id, bytes);
      return judged;
    },
    statements: () => verified,
    bytes: () => [...taken.values()],
    unjudged: () =>
      [...waiting].flatMap(([author, those]) =>
        those.map((): StatementFlaw => (keys.has(author) ? 'bad-signature' : 'unknown-author')),
      ),
  };
}

/**
 * The statements that are signed by their authors, among `all`, whatever their order; `flawed` is told of each of the
 * others and why. Never throws.
 */
export function verifyStatements(
  all: readonly Uint8Array[],
  { teamId = null, flawed }: { teamId?: StatementId | null; flawed?: (why: StatementFlaw) => void } = {},
): Statement[] {
  const verifier = createVerifier(teamId);
  const judged = all.map((bytes) => ({ bytes, outcome: verifier.take(bytes) }));
  if (flawed) {
    for (const { outcome } of judged) {
      if (outcome === 'newer') flawed('unknown-version');
      else if (outcome !== 'verified' && outcome !== 'known' && outcome !== 'waiting') flawed(outcome);
    }
    for (const why of verifier.unjudged()) flawed(why);
  }
  return [...verifier.statements()];
}

const named = ({ id, author, parents, at, body }: UnverifiedStatement, key: string): Statement => ({
  id,
  author,
  key,
  parents,
  at,
  body,
});

/** The device whose record this statement is. */
function deviceMade({ body }: Statement): DeviceKeys | null {
  return body.kind === 'team.founded' || body.kind === 'device.added' || body.kind === 'device.succeeded'
    ? body.device
    : null;
}
