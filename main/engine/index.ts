/**
 * The engine's public entry: everything Margelle knows and does, without a window.
 *
 * `createEngine({ dataDir, migrationsDir, appVersion, clock, random, log })` gives `call(method, params)`,
 * `on(topic, listener)`, `grantFile(path, access)` and `close()`. The methods are those of `shared/contract`.
 */

export type { Clock, Random } from './ground/clock.ts';
export { systemClock, systemRandom } from './ground/system.ts';
export { createDiscovery, type NetworkOptions } from './relay/index.ts';
export { createEngine, type Engine, type EngineOptions } from './roof/engine.ts';
