import { describe, expect, it } from 'vitest';
import { foundIn } from './discovery.ts';

const tag = 'AbCdEf123456';
const srv = (device: string, of = tag, data: object = { port: 47_520, target: 'accueil.local' }) => ({
  type: 'SRV',
  name: `margelle ${device} ${of}._margelle._tcp.local`,
  ttl: 120,
  data,
});
const at = (type: string, name: string, data: string) => ({ type, name, ttl: 120, data });
const packet = (...answers: Parameters<typeof foundIn>[0]['answers']) => ({ answers, additionals: [] });

describe('what a packet says', () => {
  it('is where a device of the team listens: whence it came, and the addresses it names', () => {
    const heard = packet(
      srv('AbCdEf12'),
      at('A', 'accueil.local', '192.168.1.20'),
      at('AAAA', 'accueil.local', 'fe80::1'),
      at('A', 'printer.local', '192.168.1.9'),
    );
    expect(foundIn(heard, '192.168.1.2', tag)).toEqual([
      {
        device: 'AbCdEf12',
        addresses: [
          { host: '192.168.1.2', port: 47_520 },
          { host: '192.168.1.20', port: 47_520 },
        ],
      },
    ]);
  });

  it('is nothing when it is of another team, goes away, or is no device', () => {
    const heard = packet(
      srv('AbCdEf12', 'another-team'),
      { ...srv('AbCdEf12'), ttl: 0 },
      srv('../../etc'),
      srv('AbCdEf12', tag, { port: 0, target: '' }),
      { ...srv('AbCdEf12'), data: null },
      at('TXT', 'x', ''),
      { type: 'OPT', name: '.' },
    );
    expect(foundIn(heard, '192.168.1.2', tag)).toEqual([]);
  });

  it('is bounded, however many records and addresses a stranger puts in', () => {
    const addresses = Array.from({ length: 100 }, (_, each) => at('A', 'accueil.local', `192.0.2.${each}`));
    expect(foundIn(packet(srv('AbCdEf12'), ...addresses), '192.0.2.200', tag)[0]?.addresses).toHaveLength(8);
    const many = Array.from({ length: 5000 }, (_, each) => srv(each.toString().padStart(8, '0')));
    expect(foundIn(packet(...many), '192.0.2.200', tag)).toHaveLength(256);
  });
});
