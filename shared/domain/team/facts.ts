/** Where the statements that concern a device stand in the graph, so that a right is not looked for in all of them. */
import { createGraph, type Graph, type Position } from './graph.ts';
import type { CircleName, DeviceId, Statement, StatementBody, StatementId } from './model.ts';

type Kind = StatementBody['kind'];
export type StatementOf<K extends Kind> = Statement & { body: Extract<StatementBody, { kind: K }> };

export interface Facts extends Graph {
  /** Records that make the device, ascending like all of these. */
  readonly adds: ReadonlyMap<DeviceId, readonly Position[]>;
  readonly roles: ReadonlyMap<DeviceId, readonly Position[]>;
  /** Removals of the device. */
  readonly removals: ReadonlyMap<DeviceId, readonly Position[]>;
  /** Where the device says who continues it. */
  readonly successions: ReadonlyMap<DeviceId, readonly Position[]>;
  /** Epochs opened by the device or sealed to it, and keys handed to it. */
  readonly grants: ReadonlyMap<DeviceId, readonly Position[]>;
  readonly epochs: ReadonlyMap<CircleName, readonly Position[]>;
  /** Every removal. */
  readonly allRemovals: readonly Position[];
}

export function gatherFacts(statements: readonly Statement[], teamId: StatementId): Facts {
  const graph = createGraph(statements, teamId);
  const adds = new Map<DeviceId, Position[]>();
  const roles = new Map<DeviceId, Position[]>();
  const removals = new Map<DeviceId, Position[]>();
  const successions = new Map<DeviceId, Position[]>();
  const grants = new Map<DeviceId, Position[]>();
  const epochs = new Map<CircleName, Position[]>();
  const allRemovals: Position[] = [];
  graph.statements.forEach(({ author, body }, position) => {
    switch (body.kind) {
      case 'team.founded':
      case 'device.added':
        note(adds, body.device.id, position);
        break;
      case 'device.succeeded':
        note(adds, body.device.id, position);
        note(successions, author, position);
        break;
      case 'device.removed':
        note(removals, body.device, position);
        allRemovals.push(position);
        break;
      case 'role.changed':
        note(roles, body.device, position);
        break;
      case 'epoch.opened':
        note(epochs, body.circle, position);
        for (const device of new Set([author, ...Object.keys(body.sealed)])) note(grants, device, position);
        break;
      case 'key.handed':
        note(grants, body.device, position);
        break;
    }
  });
  return { ...graph, adds, roles, removals, successions, grants, epochs, allRemovals };
}

function note<K>(index: Map<K, Position[]>, key: K, position: Position): void {
  const positions = index.get(key);
  if (positions) positions.push(position);
  else index.set(key, [position]);
}
