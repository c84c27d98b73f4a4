/**
 * What one Yjs transaction added to an array and deleted from it. `YEvent.changes` says the same, but walks the whole
 * array to find it: for each entry of a log, for each line of a year's feed. To be called before the transaction ends.
 */
import * as Y from 'yjs';

type Changed = Y.Transaction['changed'] extends Map<infer T, unknown> ? T : never;

/** Contents in the order of their authors' clocks. What was added and deleted at once is neither. */
export function arrayChange(
  type: Changed,
  transaction: Y.Transaction,
): { added: unknown[]; deleted: unknown[] } {
  const { beforeState, afterState, deleteSet, doc } = transaction;
  const added: unknown[] = [];
  for (const [client, end] of afterState) {
    const begin = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client);
    if (!structs || begin >= end) continue;
    for (let at = Y.findIndexSS(structs, begin); at < structs.length; at += 1) {
      const struct = structs[at];
      if (struct instanceof Y.Item && struct.parent === type && !struct.deleted)
        added.push(...struct.content.getContent());
    }
  }
  const deleted: unknown[] = [];
  for (const [client, ranges] of deleteSet.clients) {
    const before = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client);
    if (!structs) continue;
    for (const { clock, len } of ranges) {
      const end = Math.min(clock + len, before);
      for (
        let at = clock < end ? Y.findIndexSS(structs, clock) : structs.length;
        at < structs.length;
        at += 1
      ) {
        const struct = structs[at] as Y.Item | Y.GC;
        if (struct.id.clock >= end) break;
        if (struct instanceof Y.Item && struct.parent === type) deleted.push(...struct.content.getContent());
      }
    }
  }
  return { added, deleted };
}
