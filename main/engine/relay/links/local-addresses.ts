/** Where other machines may find this one. */
import net from 'node:net';
import os from 'node:os';
import type { Address } from '#shared/domain/team/address.ts';
import { ADDRESSES_MAX } from '../wire/receipt.ts';

/** Those of the interfaces that `host` stands for; a link-local IPv6 means nothing on another machine. */
export function localAddresses(host: string, port: number): Address[] {
  if (host !== '0.0.0.0' && host !== '::') return [{ host, port }];
  const found = Object.values(os.networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, address }) => !internal && !address.toLowerCase().startsWith('fe80:'))
    .map(({ address }) => address)
    .filter((address) => host === '::' || net.isIPv4(address));
  return [...new Set(found)].slice(0, ADDRESSES_MAX).map((address) => ({ host: address, port }));
}
