/**
 * The register evaluated: from signed statements, in whatever order they came, to the team they make. Total: what it
 * cannot judge yet it leaves aside, and it never throws. The rights that follow from a team are in rights.ts.
 *
 * A statement counts when
 * - no removal of its author counts that did not know it;
 * - its author was added by a statement it knew, that counts itself, with the key that signed it;
 * - the author had the right by what it knew and counts: administrators add, remove and change roles; each device leaves
 *   or names the one that continues it; holders of a circle open its epochs and hand its keys, and whoever is admitted to
 *   a circle that has no epoch opens the first.
 * When there is no active administrator, the active workstation that joined first is one.
 */
import { type Facts, gatherFacts } from './facts.ts';
import { end, type Position } from './graph.ts';
import { type Judgement, judge } from './judgement.ts';
import type { Device, DeviceId, Epoch, Statement, StatementId, Team } from './model.ts';
import { settleRemovals } from './removals.ts';

export {
  epochInForce,
  holdersOf,
  holdsEpoch,
  isActive,
  lacking,
  mayEnter,
  mayWrite,
} from './rights.ts';

/** Parents that one statement may have. */
const mostHeads = 64;

/** Statements that are not joined to the founding by known ones are left aside until those come. */
export function evaluateRegister(statements: readonly Statement[], teamId: StatementId): Team {
  const facts = gatherFacts(statements, teamId);
  const settled = settleRemovals(facts);
  const judged = judge(facts, settled);
  const refused = new Set<StatementId>();
  facts.statements.forEach(({ id }, position) => {
    if (!judged.counts(position)) refused.add(id);
  });
  return {
    id: teamId,
    devices: devicesOf(facts, judged),
    epochs: epochsOf(facts, judged),
    heads: headsOf(facts, judged),
    refused,
  };
}

function devicesOf(facts: Facts, judged: Judgement): Map<DeviceId, Device> {
  const admins = new Set(judged.admins(end));
  const joined = [...facts.adds.keys()]
    .flatMap((id) => {
      const record = judged.firstRecord(id, end);
      return record === null ? [] : [{ id, record }];
    })
    .sort((one, other) => one.record - other.record);
  return new Map(
    joined.flatMap(({ id, record }, rank) => {
      const statement = facts.statements[record];
      const made = judged.made(id, end);
      if (!statement || !made) return [];
      const device: Device = {
        keys: made.keys,
        type: made.type,
        role: judged.role(id, end),
        person: made.person,
        admin: admins.has(id),
        admitted: judged.admitted(id, end),
        addedBy: statement.author,
        addedAt: statement.at,
        rank,
        removed: removalOf(id, facts, judged),
        succeededBy: successorOf(id, facts, judged),
      };
      return [[id, device] as const];
    }),
  );
}

function removalOf(id: DeviceId, facts: Facts, judged: Judgement): Device['removed'] {
  const first = facts.statements[facts.removals.get(id)?.find(judged.counts) ?? -1];
  return first ? { by: first.author, at: first.at, statement: first.id } : null;
}

function successorOf(id: DeviceId, facts: Facts, judged: Judgement): DeviceId | null {
  const body = facts.statements[facts.successions.get(id)?.find(judged.counts) ?? -1]?.body;
  return body?.kind === 'device.succeeded' ? body.device.id : null;
}

function epochsOf(facts: Facts, judged: Judgement): Epoch[] {
  const epochs: Epoch[] = [];
  const byPosition = new Map<Position, Map<DeviceId, string[]>>();
  const give = (epoch: Position, device: DeviceId, copy: string) => {
    const sealed = byPosition.get(epoch);
    sealed?.set(device, [...(sealed.get(device) ?? []), copy]);
  };
  facts.statements.forEach(({ id, author, at, body }, position) => {
    if (!judged.counts(position)) return;
    if (body.kind === 'epoch.opened') {
      const sealed = new Map<DeviceId, string[]>();
      byPosition.set(position, sealed);
      for (const [device, copy] of Object.entries(body.sealed)) give(position, device, copy);
      const lines = [...judged.lines(position)];
      epochs.push({
        id: body.epoch,
        circle: body.circle,
        by: author,
        at,
        lines: lines.length > 0 ? lines : [id],
        sealed,
      });
    }
    if (body.kind === 'key.handed') {
      for (const epoch of judged.handed(position)) {
        const opened = facts.statements[epoch]?.body;
        const copy = opened?.kind === 'epoch.opened' ? body.keys[opened.epoch] : undefined;
        if (copy !== undefined) give(epoch, body.device, copy);
      }
    }
  });
  return epochs;
}

function headsOf(facts: Facts, judged: Judgement): StatementId[] {
  const counting = facts.statements.map((_, position) => position).filter(judged.counts);
  const heads: Position[] = [];
  for (const position of counting.reverse()) {
    if (!heads.some((head) => facts.knew(head, position))) heads.push(position);
  }
  // The oldest first when there are too many: each statement leaves fewer of them.
  const oldest = heads.reverse().slice(0, mostHeads);
  return oldest.map((position) => facts.statements[position]?.id ?? '').sort();
}
