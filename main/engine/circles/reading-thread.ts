/** The thread of read-ahead.ts: answers each update's reading, in order, and counts it once it is there to be taken. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { unpack } from '../ground/packing.ts';
import type { ReadingTask } from './read-ahead.ts';
import { readWhole } from './whole-reading.ts';

const { task, port } = workerData as { task: ReadingTask; port: MessagePort };
for (const bytes of task.updates) {
  const update = unpack({ packed: true, bytes });
  port.postMessage(update && readWhole(update));
  Atomics.add(task.answers, 0, 1);
  Atomics.notify(task.answers, 0);
}
