/** `utilityProcess`: a plain child of the same Node; what crosses is cloned as Electron's channel does. */
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { UtilityProcess, utilityProcess } from 'electron';
import { control } from './control.ts';

type Covered = Pick<UtilityProcess, 'postMessage' | 'kill' | 'pid'>;

class HostUtilityProcess extends EventEmitter implements Covered {
  readonly #child: ChildProcess;

  constructor(entry: string, args: string[], execArgv: string[]) {
    super();
    this.#child = fork(entry, args, {
      serialization: 'advanced',
      execArgv,
      // Its own group: a Ctrl+C of the terminal must reach the shell, which then closes the engine properly.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
    control.on('kill-engine', () => this.#child.kill('SIGKILL'));
    control.on('move-clock', ({ wallMs, elapsedMs }) => {
      if (!args.includes('--test-clock')) throw new Error('MARGELLE_TEST_CLOCK=1 makes a clock that moves');
      this.postMessage({ type: 'move-clock', wallMs, elapsedMs });
    });
  }
  get pid(): number | undefined {
    return this.#child.pid;
  }
  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }
  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }
}

export const hostUtilityProcess: Pick<typeof utilityProcess, 'fork'> = {
  fork: (entry, args = [], { execArgv = [] } = {}) =>
    new HostUtilityProcess(entry, args, execArgv) as unknown as UtilityProcess,
};
