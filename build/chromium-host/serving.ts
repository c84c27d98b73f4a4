/** Answers every request of a window, by the scheme it really asks; what nothing answers is refused. */
import { toShell } from './addresses.ts';
import type { Tab } from './tab.ts';

export type Responder = (request: Request) => Promise<Response>;
/** Says whether a navigation the page itself started may go on. */
export type NavigationJudge = (address: string) => boolean;

export const serve = async (
  tab: Tab,
  responderFor: (scheme: string) => Responder | undefined,
  mayNavigate: NavigationJudge,
): Promise<void> => {
  const { session } = tab;
  const refuse = (requestId: string, errorReason: 'Aborted' | 'BlockedByClient') =>
    session.send('Fetch.failRequest', { requestId, errorReason });
  const answer = async (requestId: string, respond: Responder, asked: Request): Promise<void> => {
    const response = await respond(asked);
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
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
          : answer(requestId, respond, new Request(address, { method: request.method }));
    // The page may be gone, or elsewhere: nobody waits for the answer then.
    answered.catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
};
