/**
 * Tells listeners of changes in the order they were made, outside of any transaction: a listener may write, and is told
 * of what that changed after the others were told of what came first. A listener that throws harms nobody.
 */
export interface ChangeQueue<T> {
  push(change: T): void;
  /** Tells at once; what is told already is not told again. */
  flush(): void;
  /** Tells soon. */
  flushSoon(): void;
  onChange(listen: (change: T) => void): () => void;
  close(): void;
}

export function createChangeQueue<T>(log: (line: string) => void): ChangeQueue<T> {
  const listeners = new Set<(change: T) => void>();
  let changes: T[] = [];
  let telling = false;
  let soon = false;

  function flush(): void {
    if (telling) return;
    telling = true;
    for (let change = changes.shift(); change !== undefined; change = changes.shift()) {
      for (const listen of [...listeners]) {
        try {
          listen(change);
        } catch (error) {
          log(`a listener failed: ${error instanceof Error ? (error.stack ?? error.name) : 'not an Error'}`);
        }
      }
    }
    telling = false;
  }

  return {
    push: (change) => changes.push(change),
    flush,
    flushSoon() {
      if (soon) return;
      soon = true;
      queueMicrotask(() => {
        soon = false;
        flush();
      });
    },
    onChange(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    close() {
      listeners.clear();
      changes = [];
    },
  };
}
