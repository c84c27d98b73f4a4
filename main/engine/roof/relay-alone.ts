/**
 * `npm run relay -- --data DIR`: a relay that is nobody's workstation, for a machine that is always on. It stores and
 * forwards sealed bytes; it has no key and no screen. See docs/relay.md.
 *
 *   --join TEXT | --join-file FILE   joins a team first, with an invitation (`-`: the standard input)
 *   --name NAME                      how it presents itself to whoever accepts it ("Relais")
 *   --port N                         where it listens; that of last time, else 47520
 *   --host ADDRESS                   the interface, all of IPv4 when absent
 *   --no-discovery                   neither announces itself nor searches on the local network
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { errorText } from '#shared/contract/errors/fr.ts';
import { DEFAULT_PORT, formatAddress } from '#shared/domain/team/address.ts';
import { systemClock, systemRandom } from '../ground/system.ts';
import { createDiscovery, createRelays, type Relay, type Relays } from '../relay/index.ts';
import { joinAsRelay } from '../team/join-as-relay.ts';

const NAME = 'relay';
const usage =
  'npm run relay -- --data DOSSIER [--join TEXTE | --join-file FICHIER] [--name NOM] [--port N] [--host ADRESSE] [--no-discovery]';

const say = (line: string) =>
  void process.stdout.write(`${new Date(systemClock.now()).toISOString()} ${line}\n`);

/** Null when it runs without an invitation. */
function invitationIn(text: string | undefined, file: string | undefined): string | null {
  if (file === undefined) return text ?? null;
  return readFileSync(file === '-' ? 0 : file, 'utf8');
}

/** One line for each thing that changed. */
function tell(relay: Relay): () => void {
  const former = new Map<string, string>();
  const show = () => {
    const listening = relay.addresses().map(formatAddress).join(', ');
    line('', listening === '' ? 'N’écoute pas encore.' : `Écoute sur ${listening}.`);
    for (const { device, connected, problem } of relay.links()) {
      if (connected) line(device, `Poste ${device} : relié.`);
      else if (problem === 'wrong-certificate')
        line(device, `Poste ${device} : une autre machine répond à son adresse.`);
      else if (problem === 'refused') line(device, `Poste ${device} : ne connaît pas encore ce relais.`);
      else line(device, `Poste ${device} : pas joint.`);
    }
    const me = relay.register.team?.devices.get(relay.device);
    if (me?.removed)
      line('removed', 'Ce relais a été retiré de l’équipe : il ne reçoit plus rien. Vous pouvez l’arrêter.');
  };
  const line = (about: string, text: string) => {
    if (former.get(about) === text) return;
    former.set(about, text);
    say(text);
  };
  show();
  const stops = new DisposableStack();
  stops.defer(relay.onSharing(show));
  stops.defer(relay.register.onChange(show));
  return () => stops.dispose();
}

async function join(
  relays: Relays,
  invitation: string,
  label: string,
  signal: AbortSignal,
): Promise<Relay | null> {
  say('Demande à rejoindre l’équipe…');
  const joined = await joinAsRelay({
    relays,
    vaultId: NAME,
    invitation,
    label,
    clock: systemClock,
    random: systemRandom,
    signal,
    words: (words) =>
      say(
        `Les quatre mots, à comparer avec ceux de l’autre écran : ${words.join(' · ')}. En attente d’un accord.`,
      ),
  });
  if (joined.ok) {
    say('Accepté dans l’équipe.');
    return joined.value;
  }
  const { what, safe, next } = errorText(joined.error);
  process.stderr.write(`${what} ${safe} ${next}\n[${joined.error.tag}]\n`);
  return null;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      join: { type: 'string' },
      'join-file': { type: 'string' },
      name: { type: 'string', default: 'Relais' },
      port: { type: 'string' },
      host: { type: 'string', default: '0.0.0.0' },
      'no-discovery': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  const wrongPort = port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535);
  if (values.help || values.data === undefined || wrongPort) {
    process.stderr.write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const invitation = invitationIn(values.join, values['join-file']);
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
  // The timers of the relay keep nothing up, nor does it before it listens.
  const awake = setInterval(() => {}, 60_000);

  const log = (line: string) => say(`(${line})`);
  const discovery = values['no-discovery'] ? null : createDiscovery(log);
  const network = {
    host: values.host,
    discovery,
    ...(port === undefined ? {} : { port }),
    preferredPort: DEFAULT_PORT,
  };
  const relays = createRelays({
    dataDir: resolve(values.data),
    network,
    clock: systemClock,
    random: systemRandom,
    log,
  });
  try {
    await relays.ready;
    const present = relays.get(NAME);
    if (present && invitation !== null) {
      process.stderr.write('Ce dossier tient déjà le relais d’une équipe ; choisissez-en un autre.\n');
      return 1;
    }
    if (!present && invitation === null) {
      process.stderr.write(
        'Ce dossier ne tient encore aucun relais : donnez une invitation avec --join ou --join-file.\n',
      );
      return 1;
    }
    const relay = present ?? (await join(relays, invitation ?? '', values.name, stopping.signal));
    if (!relay) return 1;
    const silence = tell(relay);
    if (!stopping.signal.aborted)
      await new Promise((done) => stopping.signal.addEventListener('abort', done, { once: true }));
    silence();
    say('Arrêt.');
    return 0;
  } finally {
    await relays.closeAll();
    discovery?.close();
    clearInterval(awake);
  }
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
