/**
 * Whole documents read by another thread while this one writes the rows of those before: a first copy of ten years takes
 * both cores of a small machine. Only ever a help: what is not read in time, or cannot be, is read here as ever.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { WholeReading } from './whole-reading.ts';

/** Milliseconds: a thread that says nothing for so long is given up. */
const PATIENCE = 5000;

/** Bytes of packed documents below which the thread would start for longer than it helps. */
const WORTH = 128 * 1024;

/** What the thread is given: packed updates, and where to answer. */
export interface ReadingTask {
  updates: Uint8Array[];
  /** Counts the answers. */
  answers: Int32Array<SharedArrayBuffer>;
}

export interface ReadAhead {
  /** The reading of the next update, in their order; null when it must be read here. Blocks until it is there. */
  next(): WholeReading | null;
  close(): void;
}

/** Beside this module, as a source and as a bundle. */
const program = import.meta.url.endsWith('.ts')
  ? new URL('./reading-thread.ts', import.meta.url)
  : new URL('../engine/reading-thread.js', import.meta.url);

export function readAhead(updates: ReadingTask['updates'], patience = PATIENCE): ReadAhead {
  const { port1, port2 } = new MessageChannel();
  const answers = new Int32Array(new SharedArrayBuffer(4));
  const worth = updates.reduce((sum, { length }) => sum + length, 0) >= WORTH;
  const thread = worth ? start({ updates, answers }, port2) : null;
  let failed = thread === null;
  let taken = 0;

  function wait(): void {
    for (;;) {
      const answered = Atomics.load(answers, 0);
      if (answered > taken) return;
      if (Atomics.wait(answers, 0, answered, patience) === 'timed-out')
        throw new Error('the thread is silent');
    }
  }

  return {
    next() {
      if (failed) return null;
      try {
        wait();
        taken += 1;
        return (receiveMessageOnPort(port1)?.message as WholeReading | null | undefined) ?? null;
      } catch {
        failed = true;
        return null;
      }
    },
    close() {
      port1.close();
      void thread?.terminate();
    },
  };
}

/** Null where there can be no thread. */
function start(task: ReadingTask, port: MessagePort): Worker | null {
  try {
    const thread = new Worker(program, { workerData: { task, port }, transferList: [port], execArgv: [] });
    // Told later, if at all: this thread does not wait for events meanwhile.
    thread.on('error', () => undefined);
    thread.unref();
    return thread;
  } catch {
    return null;
  }
}
