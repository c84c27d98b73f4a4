/**
 * One machine of the team that `kills.ts` kills: a whole engine in a process of its own, on real encrypted files, over
 * TLS on loopback. It is loaded ahead; the first message says on which folder it lives, the others are calls.
 */
import type { MethodName } from '#shared/contract/index.ts';
import { openTestEngine } from '../engine.ts';

export interface AskedOfMachine {
  id: number;
  method: MethodName;
  params: unknown;
}
export type SaidByMachine = { ready: true } | { id: number; answer: unknown };

/** The first message. */
export interface LivesOn {
  folder: string;
}

const say = (said: SaidByMachine) => void process.send?.(said);

process.once('message', ({ folder }: LivesOn) => {
  const engine = openTestEngine(folder, { host: '127.0.0.1', discovery: null });
  process.on('message', ({ id, method, params }: AskedOfMachine) => {
    void engine.call(method, params as never).then((answer) => say({ id, answer }));
  });
  say({ ready: true });
});
process.on('disconnect', () => process.exit(0));
