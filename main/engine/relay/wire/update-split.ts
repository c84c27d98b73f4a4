/** Cuts a Yjs update into smaller ones that make the same document when they are applied in order. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** An update shorter than this stays whole, bytes; pieces are about half of it, or as long as their one item. */
const WHOLE = 1024 * 1024;

export function* splitUpdate(update: Uint8Array): Generator<Uint8Array> {
  if (update.length <= WHOLE) {
    yield update;
    return;
  }
  const { structs, ds } = Y.decodeUpdate(update);
  let piece: Run[] = [];
  let bytes = 0;
  for (const struct of structs) {
    // What is missing is not said.
    if (!(struct instanceof Y.Item) && !(struct instanceof Y.GC)) continue;
    const { client, clock } = struct.id;
    const last = piece.at(-1);
    const follows = last?.client === client && last.next === clock;
    // A client has one run in an update, without a gap.
    if (bytes > WHOLE / 2 || (last?.client === client && !follows)) {
      yield encode(piece, null);
      piece = [];
      bytes = 0;
    }
    if (follows && piece.length > 0) {
      last.structs.push(struct);
      last.next += struct.length;
    } else piece.push({ client, clock, next: clock + struct.length, structs: [struct] });
    bytes += sizeOf(struct);
  }
  yield encode(piece, ds);
}

interface Run {
  client: number;
  clock: number;
  /** The clock after the last one. */
  next: number;
  structs: (Y.Item | Y.GC)[];
}

const sizeOf = (struct: Y.Item | Y.GC): number =>
  32 +
  (struct instanceof Y.Item && struct.content instanceof Y.ContentBinary ? struct.content.content.length : 0);

/** As `writeClientsStructs` and `writeDeleteSet` of Yjs, which it does not export. */
function encode(runs: Run[], ds: ReturnType<typeof Y.decodeUpdate>['ds'] | null): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, runs.length);
  for (const { client, clock, structs } of runs) {
    encoding.writeVarUint(encoder.restEncoder, structs.length);
    encoder.writeClient(client);
    encoding.writeVarUint(encoder.restEncoder, clock);
    for (const struct of structs) struct.write(encoder, 0);
  }
  const deleted = ds ? [...ds.clients] : [];
  encoding.writeVarUint(encoder.restEncoder, deleted.length);
  for (const [client, ranges] of deleted) {
    encoder.resetDsCurVal();
    encoding.writeVarUint(encoder.restEncoder, client);
    encoding.writeVarUint(encoder.restEncoder, ranges.length);
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
  return encoder.toUint8Array();
}
