/** Answers every request of a window, by the scheme it really asks; what nothing answers is refused. */
import { toShell } from './addresses.ts';
import type { Tab } from './tab.ts';

type Asked = Pick<Request, 'url' | 'method'>;
export type Responder = (request: Asked) => Promise<HostResponse>;
/**
 * What the shell makes an answer of, in place of Node's own `Response`, which brings a whole client of the web with it: 60 ms
 * of each start, while the page waits.
 */
export class HostResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  constructor(
    body: Uint8Array | null,
    { status = 200, headers = {} }: { status?: number; headers?: Readonly<Record<string, string>> } = {},
  ) {
    this.status = status;
    this.headers = headers;
    this.body = body ?? new Uint8Array();
  }
}
interface Serving {
  responderFor(scheme: string): Responder | undefined;
  /** Says whether a navigation the page itself started may go on. */
  mayNavigate(address: string): boolean;
  /** Nothing is answered before. */
  ready: Promise<unknown>;
}

export const serve = async (tab: Tab, { responderFor, mayNavigate, ready }: Serving): Promise<void> => {
  const { session } = tab;
  const refuse = (requestId: string, errorReason: 'Aborted' | 'BlockedByClient') =>
    session.send('Fetch.failRequest', { requestId, errorReason });
  const answer = async (requestId: string, respond: Responder, asked: Asked): Promise<void> => {
    const [response] = await Promise.all([respond(asked), ready]);
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: Object.entries(response.headers).map(([name, value]) => ({ name, value })),
      body: Buffer.from(response.body).toString('base64'),
    });
  };
  session.on('Fetch.requestPaused', ({ requestId, request, frameId, resourceType }) => {
    const address = toShell(request.url);
    const respond = responderFor(new URL(address).protocol.slice(0, -1));
    const isNavigation = resourceType === 'Document' && tab.isMain(frameId);
    const answered =
      isNavigation && !mayNavigate(address)
        ? refuse(requestId, 'Aborted')
        : respond === undefined
          ? refuse(requestId, 'BlockedByClient')
          : answer(requestId, respond, { url: address, method: request.method });
    // The page may be gone, or elsewhere: nobody waits for the answer then.
    answered.catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
};
