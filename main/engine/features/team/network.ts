/** When machines do not find each other by themselves: typed addresses, and a sealed file carried by hand. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { type Address, parseAddress, sameAddress } from '#shared/domain/team/address.ts';
import { CIRCLES } from '#shared/domain/team/model.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { writeDurably } from '../../ground/whole-file.ts';

type Names = 'team.addAddress' | 'team.removeAddress' | 'team.exportBundle' | 'team.importBundle';

/** A longer file is not one of ours, bytes. */
const BUNDLE_MAX = 512 * 1024 * 1024;

function typed(text: string): Result<Address, AppError> {
  const address = parseAddress(text);
  return address ? ok(address) : err({ tag: 'address_invalid', address: text });
}

/** Errors: `file_unreadable`, `file_too_large`. */
async function contents(file: string): Promise<Result<Uint8Array, AppError>> {
  const name = path.basename(file);
  try {
    const handle = await open(file, 'r');
    try {
      const found = await handle.stat();
      if (!found.isFile()) return err({ tag: 'file_unreadable', name });
      if (found.size > BUNDLE_MAX) return err({ tag: 'file_too_large', name, maxBytes: BUNDLE_MAX });
      return ok(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch {
    return err({ tag: 'file_unreadable', name });
  }
}

export const networkHandlers: UnlockedHandlers<Names> = {
  'team.addAddress': ({ address: text }, { membership }) => {
    const address = typed(text);
    if (!address.ok) return address;
    membership.relay.addAddress(address.value);
    return ok(null);
  },

  'team.removeAddress': ({ address: text }, { membership }) => {
    const address = typed(text);
    if (!address.ok) return address;
    const known = membership.relay.typedAddresses().find((one) => sameAddress(one, address.value));
    if (known) membership.relay.removeAddress(known);
    return ok(null);
  },

  'team.exportBundle': ({ file }, { files, membership }) => {
    const granted = files.path(file, 'write');
    if (!granted.ok) return granted;
    const { relay } = membership;
    writeDurably(granted.value, relay.bundle());
    const shared = CIRCLES.filter((circle) => membership.me().admitted.has(circle));
    return ok({ entries: shared.reduce((sum, circle) => sum + relay.log(circle).entries().length, 0) });
  },

  async 'team.importBundle'({ file }, { files, membership }) {
    const granted = files.path(file, 'read');
    if (!granted.ok) return granted;
    const read = await contents(granted.value);
    if (!read.ok) return read;
    const taken = membership.relay.takeIn(read.value);
    return taken ? ok(taken) : err({ tag: 'bundle_invalid', name: path.basename(granted.value) });
  },
};
