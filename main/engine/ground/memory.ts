/**
 * After work that is done once, like a first copy: V8 would keep the memory that it took until it has as much to do
 * again. Holds everything up for a fifth of a second; does nothing where the process was not started for it
 * (`ENGINE_EXEC_ARGV`).
 */
export function giveMemoryBack(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
