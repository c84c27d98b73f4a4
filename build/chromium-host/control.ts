/**
 * What a test may ask of the host, over the process channel it started the host with. Absent for a person: then
 * dialogs are asked on screen.
 */

/** The answer to the next dialog: a path chosen, a button pressed, or giving up. */
export type DialogAnswer = { path: string } | { button: number } | { cancelled: true };

export interface HostDisplay {
  id: number;
  bounds: { x: number; y: number; width: number; height: number };
}

export type Order =
  | { do: 'answer-dialog'; answer: DialogAnswer }
  | { do: 'power'; event: 'suspend' | 'lock-screen' }
  | { do: 'kill-engine' }
  /** Of an engine whose shell was started with MARGELLE_TEST_CLOCK=1. */
  | { do: 'move-clock'; wallMs: number; elapsedMs: number }
  /** A display is plugged in, or goes: all of them, as they are now. */
  | { do: 'displays'; displays: HostDisplay[] }
  | { do: 'menu'; path: string[] }
  | { do: 'quit' };

/** One thing the shell showed or did outside the page, in order. */
export type Deed =
  | { kind: 'dialog'; type: 'open' | 'save' | 'message'; options: Record<string, unknown>; answered: boolean }
  | { kind: 'external'; url: string }
  | { kind: 'download'; saved: boolean }
  | { kind: 'print'; pdf: string };

export type FromHost =
  | { host: 'open'; endpoint: string; profile: string; begun: number }
  /** A line a person reads: the window is late, was started again, cannot be had. */
  | { host: 'said'; line: string }
  | { host: 'deed'; deed: Deed }
  | { host: 'done'; id: number; error?: string };

export type ToHost = Order & { id: number };

/** When the stand-in began, just before the shell's first line: on the clock a page of the browser shares. */
const begun = performance.timeOrigin + performance.now();

const underTest = process.env.MARGELLE_HOST_CONTROL === '1' && process.send !== undefined;
const answers: DialogAnswer[] = [];
const doers: { [D in Order['do']]?: (order: Extract<Order, { do: D }>) => void } = {
  'answer-dialog': ({ answer }) => {
    answers.push(answer);
  },
};

const say = (message: FromHost): void => {
  if (underTest && process.connected) process.send?.(message);
};

const obey = (message: ToHost): void => {
  const doer = doers[message.do] as ((order: Order) => void) | undefined;
  try {
    if (doer === undefined) throw new Error(`The host cannot do “${message.do}” yet`);
    doer(message);
    say({ host: 'done', id: message.id });
  } catch (error) {
    say({ host: 'done', id: message.id, error: String(error) });
  }
};

if (underTest) process.on('message', (message) => obey(message as ToHost));

export const control = {
  underTest,
  /** The scripted answer to the dialog now opening, if a test prepared one. */
  nextAnswer: (): DialogAnswer | undefined => answers.shift(),
  announce: (endpoint: string, profile: string): void => say({ host: 'open', endpoint, profile, begun }),
  /** On the terminal, and to the test that started the host. */
  tell: (line: string): void => {
    console.error(line);
    say({ host: 'said', line });
  },
  record: (deed: Deed): void => say({ host: 'deed', deed }),
  on: <D extends Order['do']>(name: D, doer: (order: Extract<Order, { do: D }>) => void): void => {
    Object.assign(doers, { [name]: doer });
  },
};
