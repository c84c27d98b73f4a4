/**
 * One machine of the team that `kills.ts` kills: a whole engine in a process of its own, on real encrypted files, over
 * TLS on loopback. Answers the calls it is sent, in their order of arrival.
 */
import type { MethodName } from '#shared/contract/index.ts';
import { openTestEngine } from '../engine.ts';

export interface AskedOfMachine {
  id: number;
  method: MethodName;
  params: unknown;
}
export type SaidByMachine = { ready: true } | { id: number; answer: unknown };

const say = (said: SaidByMachine) => void process.send?.(said);

const engine = openTestEngine(process.argv[2] ?? '', { host: '127.0.0.1', discovery: null });
process.on('message', ({ id, method, params }: AskedOfMachine) => {
  void engine.call(method, params as never).then((answer) => say({ id, answer }));
});
process.on('disconnect', () => process.exit(0));
say({ ready: true });
