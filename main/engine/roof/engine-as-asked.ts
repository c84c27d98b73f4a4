/** The engine, with the network that its process was started with: apart, so that nothing of it is loaded before its time. */
import { DEFAULT_PORT } from '#shared/domain/team/address.ts';
import { createDiscovery, type NetworkOptions } from '../relay/index.ts';
import { createEngine, type Engine, type EngineOptions } from './engine.ts';

/** `lan`: every interface, and the search of the other machines; `loopback`: this machine only. */
function networkOf(name: string, log: EngineOptions['log']): NetworkOptions | null {
  if (name === 'lan')
    return { host: '0.0.0.0', preferredPort: DEFAULT_PORT, discovery: createDiscovery(log) };
  return name === 'loopback' ? { host: '127.0.0.1', discovery: null } : null;
}

export const engineAsAsked = (options: Omit<EngineOptions, 'network'> & { network: string }): Engine =>
  createEngine({ ...options, network: networkOf(options.network, options.log) });
