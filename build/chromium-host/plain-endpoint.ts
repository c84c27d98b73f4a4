/**
 * Playwright asks Chromium to compress all that they say to each other, and has no option for it. Within one machine that is
 * a tenth of the work of the journeys: what asks for it is taken out on the way.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

const endOfHead = '\r\n\r\n';

/** Another address for the same Chromium, good for one connection and gone with it. */
export const plainEndpoint = async (endpoint: string): Promise<string> => {
  const chromium = new URL(endpoint);
  const server = createServer((from) => {
    server.close();
    const to = connect(Number(chromium.port), chromium.hostname);
    from.setNoDelay();
    to.setNoDelay();
    // Whichever ends ends the other: a Chromium that is killed is a connection that is cut.
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one.on('error', () => undefined).on('close', () => other.destroy());
    let head = Buffer.alloc(0);
    from.on('data', function read(part) {
      head = Buffer.concat([head, part]);
      const end = head.indexOf(endOfHead);
      if (end === -1) return;
      from.off('data', read);
      to.write(head.toString('latin1', 0, end).replace(/\r\nSec-WebSocket-Extensions:.*/i, '') + endOfHead);
      to.write(head.subarray(end + endOfHead.length));
      from.pipe(to).pipe(from);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}${chromium.pathname}`;
};
