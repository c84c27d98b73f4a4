/** What a page reaches of the network by WebRTC: a machine that would answer it, here on this one, and what that hears. */
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';

export interface Ports {
  udp: number;
  tcp: number;
}

export class Reached {
  readonly heard: ('udp' | 'tcp')[] = [];
  readonly #udp = dgram.createSocket('udp4');
  readonly #tcp = net.createServer((socket) => {
    this.heard.push('tcp');
    socket.destroy();
  });

  async listen(): Promise<Ports> {
    this.#udp.on('message', () => this.heard.push('udp'));
    this.#udp.bind(0, '127.0.0.1');
    this.#tcp.listen(0, '127.0.0.1');
    await Promise.all([once(this.#udp, 'listening'), once(this.#tcp, 'listening')]);
    return { udp: this.#udp.address().port, tcp: (this.#tcp.address() as net.AddressInfo).port };
  }
  close(): void {
    this.#udp.close();
    this.#tcp.close();
  }
}

/** Run in the page: asks for every way out that WebRTC knows; the first one, or null when it has found none. */
export const wayOut = async ({ udp, tcp }: Ports): Promise<string | null> => {
  const known = { username: 'x', credential: 'x' };
  const connection = new RTCPeerConnection({
    iceServers: [
      { urls: `stun:127.0.0.1:${udp}` },
      { urls: `turn:127.0.0.1:${udp}`, ...known },
      { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, ...known },
    ],
  });
  const first = new Promise<string | null>((resolve) => {
    connection.onicecandidate = ({ candidate }) => resolve(candidate?.candidate ?? null);
  });
  connection.createDataChannel('x');
  await connection.setLocalDescription(await connection.createOffer());
  return first;
};
