/**
 * Words of "Équipe et postes", of the line that says where sharing stands, and of joining and inviting. One file for one
 * capability, like the others: its sentences depend on each other's articles and moments.
 */
import type { DeviceView, SetAsideReason, SharingView } from '#shared/contract/team.ts';
import type { CircleName } from '#shared/domain/team/model.ts';
import {
  ago,
  clock,
  counted,
  dayAndMonth,
  dayOf,
  duration,
  listed,
  longDate,
  weekdayName,
} from '../format.ts';

const DAY_MS = 86_400_000;

type Distance = 'today' | 'yesterday' | 'this-week' | 'older';
function distance(instant: number, now: number): Distance {
  const date = dayOf(instant);
  if (date === dayOf(now)) return 'today';
  if (date === dayOf(now - DAY_MS)) return 'yesterday';
  return now - instant < 6 * DAY_MS ? 'this-week' : 'older';
}

/** "depuis 14 h 02", "depuis hier", "depuis mardi", "depuis le 12 janvier". */
function since(instant: number, now: number): string {
  switch (distance(instant, now)) {
    case 'today':
      return `depuis ${clock(instant)}`;
    case 'yesterday':
      return 'depuis hier';
    case 'this-week':
      return `depuis ${weekdayName(dayOf(instant))}`;
    case 'older':
      return `depuis le ${dayAndMonth(dayOf(instant))}`;
  }
}

/** "à 14 h 02", "hier à 14 h 02", "mardi à 14 h 02", "le 12 janvier". */
function when(instant: number, now: number): string {
  switch (distance(instant, now)) {
    case 'today':
      return `à ${clock(instant)}`;
    case 'yesterday':
      return `hier à ${clock(instant)}`;
    case 'this-week':
      return `${weekdayName(dayOf(instant))} à ${clock(instant)}`;
    case 'older':
      return `le ${dayAndMonth(dayOf(instant))}`;
  }
}

/** "Poste d'accueil" → "le poste d’accueil"; a name that says nothing of its gender is quoted. */
export function theDevice(label: string): string {
  const name = label.trim().replaceAll("'", '’');
  const lower = /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase('fr') + name.slice(1) : name;
  if (/^(poste|portable|pc|relais|bureau|mac)\b/i.test(name)) return `le ${lower}`;
  if (/^ordinateur\b/i.test(name)) return `l’${lower}`;
  if (/^(tablette|machine)\b/i.test(name)) return `la ${lower}`;
  return `«\u00a0${name}\u00a0»`;
}

/** "du poste d’accueil", "de l’ordinateur du salon", "de « Bleuet »". */
const ofDevice = (label: string): string => contracted('de', theDevice(label));
/** "au poste d’accueil", "à l’ordinateur du salon". */
const toDevice = (label: string): string => contracted('à', theDevice(label));
function contracted(word: 'de' | 'à', name: string): string {
  return name.startsWith('le ') ? `${word === 'de' ? 'du' : 'au'} ${name.slice(3)}` : `${word} ${name}`;
}

const changes = (count: number) => counted(count, 'changement', 'changements');

/** Where sharing stands, in one sentence; empty on a machine that is alone. `now` in epoch milliseconds. */
function sharingLine(sharing: SharingView, now: number): string {
  const { state, pending, seenBy, offlineSince } = sharing;
  switch (state) {
    case 'alone':
      return '';
    case 'removed':
      return 'Ce poste ne fait plus partie de l’équipe';
    case 'offline':
      return `Hors ligne${offlineSince === undefined ? '' : ` ${since(offlineSince, now)}`}\u00a0: tout est gardé ici`;
    case 'pending':
      return pending === 0 ? 'Pas encore partagé' : `Pas encore partagé (${changes(pending)})`;
    case 'shared':
      return seenBy === undefined ? 'Partagé' : `Vu par ${theDevice(seenBy.label)} ${when(seenBy.at, now)}`;
  }
}

type Seen = Pick<DeviceView, 'me' | 'connected' | 'lastSeenAt' | 'state' | 'removedAt'>;

/** "En ligne", "Vu hier à 14 h 02", "Jamais vu depuis l’invitation"; empty for this very machine. */
function lastSeen({ me, connected, lastSeenAt, state, removedAt }: Seen, now: number): string {
  if (state === 'removed')
    return removedAt === undefined ? 'Retiré de l’équipe' : `Retiré le ${dayAndMonth(dayOf(removedAt))}`;
  if (state === 'succeeded') return 'Remplacé par un poste restauré';
  if (me) return '';
  if (connected) return 'En ligne';
  return lastSeenAt === undefined ? 'Jamais vu depuis l’invitation' : `Vu ${ago(lastSeenAt, now)}`;
}

type Received = Pick<DeviceView, 'me' | 'lastSeenAt' | 'connected' | 'notYetReceived' | 'state'>;

/** "À jour", "3 changements pas encore reçus"; empty when there is nothing to say. */
function received({ me, connected, lastSeenAt, notYetReceived, state }: Received): string {
  if (me || state !== 'active') return '';
  if (notYetReceived > 0)
    return notYetReceived === 1
      ? '1\u00a0changement pas encore reçu'
      : `${changes(notYetReceived)} pas encore reçus`;
  return connected || lastSeenAt !== undefined ? 'À jour' : '';
}

/** Rounded up: "Encore 12 min", and by the second at the end. Milliseconds. */
function timeLeft(ms: number): string {
  if (ms <= 0) return 'Le temps est écoulé.';
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `Encore ${seconds}\u00a0s.` : `Encore ${duration(Math.ceil(seconds / 60))}.`;
}

const circles: Record<CircleName, { name: string; holds: string }> = {
  team: { name: 'Équipe', holds: 'Le planning, les réservations, les activités et le lieu.' },
  welcome: { name: 'Accueil', holds: 'Ce que l’accueil se transmet\u00a0: messages et choses à faire.' },
  care: {
    name: 'Accompagnement',
    holds: 'Le suivi des proches aidants. Seulement l’accompagnement social et la psychologue.',
  },
};

const setAside: Record<SetAsideReason, { why: string; next: string }> = {
  malformed: { why: 'forme non reconnue', next: 'Vérifiez que Margelle est à jour sur cet autre poste.' },
  'too-large': { why: 'trop volumineux', next: 'Vérifiez que Margelle est à jour sur cet autre poste.' },
  'unknown-version': {
    why: 'version de Margelle plus récente que celle d’ici',
    next: 'Installez la dernière version sur ce poste.',
  },
  'unknown-device': {
    why: 'poste que l’équipe ne connaît pas',
    next: 'Rien à faire\u00a0: tout est pris si ce poste rejoint l’équipe.',
  },
  'removed-device': { why: 'poste retiré de l’équipe', next: 'Rien à faire.' },
  'read-only-device': {
    why: 'poste qui ne peut que consulter',
    next: 'Si la personne doit pouvoir écrire, changez son rôle.',
  },
  'unknown-epoch': {
    why: 'clé que ce poste ne connaît pas encore',
    next: 'Tout s’ouvrira quand elle arrivera.',
  },
  'no-key': { why: 'clé que ce poste n’a pas encore reçue', next: 'Tout s’ouvrira quand elle arrivera.' },
  'bad-signature': {
    why: 'auteur qui n’a pas pu être vérifié',
    next: 'Si cela se répète, parlez-en à la personne qui utilise ce poste.',
  },
  undecryptable: {
    why: 'impossible à ouvrir',
    next: 'Si cela se répète, parlez-en à la personne qui utilise ce poste.',
  },
  'unreadable-content': {
    why: 'contenu illisible',
    next: 'Vérifiez que Margelle est à jour sur les deux postes.',
  },
};
/** Reasons that ask for nothing. */
const harmless: readonly SetAsideReason[] = ['unknown-device', 'removed-device', 'unknown-epoch', 'no-key'];

export const team = {
  title: 'Équipe et postes',
  detail: (teamName: string, count: number) => `${teamName}\u00a0· ${counted(count, 'poste', 'postes')}`,
  invite: 'Inviter un poste',
  commands: { invite: 'Inviter un poste', keywords: 'équipe rejoindre appairer ordinateur collègue' },
  circles,
  sharing: {
    line: sharingLine,
    label: (line: string) => `Partage\u00a0: ${line}. Ouvrir Équipe et postes`,
  },
  lastSeen,
  received,
  timeLeft,
  /** Minutes left at which it is said aloud. */
  sayLeft: (minutes: number) => `Il reste ${counted(minutes, 'minute', 'minutes')}.`,
  words: {
    label: 'Les quatre mots à comparer',
  },
  devices: {
    title: 'Postes',
    detail: 'Chaque poste de l’équipe, et ce qu’il a déjà reçu de celui-ci.',
    me: 'Ce poste',
    admin: 'Administratrice',
    relay: 'Relais',
    relayDetail: 'Fait passer les changements sans pouvoir les lire.',
    someone: 'Personne inconnue',
    older: 'Mise à jour attendue',
    waits: (circle: string) => `${circle}\u00a0: clé en attente`,
    see: 'Ouvrir',
    seeDevice: (label: string) => `Ouvrir ${label}`,
    alone: {
      title: 'Ici, les postes qui partagent le planning. Il n’y a que celui-ci pour l’instant.',
      example:
        'Exemple\u00a0: invitez le portable de la psychologue\u00a0; vous comparerez quatre mots, et c’est fait.',
    },
    former: (count: number) => (count === 1 ? '1\u00a0ancien poste' : `${count}\u00a0anciens postes`),
  },
  panel: {
    since: (at: number) => `Dans l’équipe depuis le ${dayAndMonth(dayOf(at))}`,
    older:
      'Ce poste n’a pas encore dit qu’il a la nouvelle version de Margelle\u00a0: ouvrez-le, et installez-la s’il le faut. D’ici là, un agenda importé sur deux postes qui ne se voient pas peut y être deux fois.',
    receivedAt: (at: number, now: number) => `Tout reçu ${when(at, now)}`,
    label: 'Nom du poste',
    rename: 'Renommer',
    renamed: 'Le poste est renommé.',
    role: 'Rôle de la personne',
    adminLabel: 'Administratrice',
    adminDetail: 'Peut inviter un poste, en retirer un et changer les rôles.',
    lastAdmin: 'C’est la seule administratrice\u00a0: nommez-en d’abord une autre.',
    readOnlyRole: 'Ce rôle consulte le planning sans pouvoir le modifier.',
    save: 'Enregistrer',
    saved: 'C’est enregistré.',
    circles: 'Cercles',
    noCircle: 'Aucun\u00a0: un relais ne lit rien.',
    holds: 'A la clé',
    waits: 'Attend la clé',
    handTitle: (circle: string) => `Remettre la clé «\u00a0${circle}\u00a0»\u00a0?`,
    handBody: (circle: string, label: string) =>
      `Personne n’a admis ce poste dans ce cercle. Avec la clé, la personne qui ouvre «\u00a0${label}\u00a0» lira tout ce qui est dans «\u00a0${circle}\u00a0», ce qui y est déjà et ce qui viendra. Une clé remise ne se reprend pas\u00a0: il faudrait retirer le poste.`,
    handConfirm: 'Remettre la clé',
    handKey: (circle: string, label: string) => `Remettre la clé «\u00a0${circle}\u00a0» ${toDevice(label)}`,
    handed: (circle: string) => `La clé «\u00a0${circle}\u00a0» est remise.`,
    whoHands: (names: readonly string[]) =>
      names.length === 0
        ? 'Personne n’a encore cette clé.'
        : `${listed([...names])} ${names.length === 1 ? 'peut' : 'peuvent'} la remettre.`,
    remove: 'Retirer de l’équipe',
    removeTitle: (label: string) => `Retirer ${theDevice(label)}\u00a0?`,
    removeSafe: 'Rien de ce qui sera écrit ensuite ne lui parviendra. Les clés sont changées tout de suite.',
    removeKept: (name: string) =>
      `${name} garde ce qui est déjà sur ce poste\u00a0: Margelle ne peut pas l’effacer à distance.`,
    removeUnsent: 'Ce que ce poste n’avait pas encore partagé ne sera pas repris.',
    removeBack: 'Pour revenir, il faudra une nouvelle invitation.',
    removed: (label: string) => `${label} ne fait plus partie de l’équipe.`,
    theRelay: 'Ce relais',
    leave: 'Quitter l’équipe',
    leaveTitle: 'Quitter l’équipe avec ce poste\u00a0?',
    leaveText:
      'Tout ce que ce coffre contient reste ici, lisible par vous. Plus rien ne sera partagé, dans un sens comme dans l’autre.',
    left: 'Ce poste a quitté l’équipe.',
  },
  inviting: {
    title: 'Inviter un poste',
    intro: 'Donnez cette invitation à la personne qui rejoint l’équipe. Elle ne sert qu’une fois.',
    text: 'Texte de l’invitation',
    copy: 'Copier le texte',
    copied: 'Le texte est copié.',
    save: 'Enregistrer sur une clé USB',
    saved: 'L’invitation est enregistrée.',
    fileName: 'Invitation Margelle.margelle-invitation',
    qrLabel: 'L’invitation sous forme de code à photographier. Le même texte est dans le champ ci-dessus.',
    showQr: 'Montrer le code à photographier',
    hideQr: 'Cacher le code',
    expired: 'Cette invitation n’est plus valable.',
    again: 'Nouvelle invitation',
    cancel: 'Annuler l’invitation',
    waiting: 'En attente de l’autre poste. Gardez cette fenêtre ouverte.',
    steps: [
      'Sur l’autre poste, ouvrez Margelle et choisissez «\u00a0Rejoindre une équipe\u00a0».',
      'Collez-y ce texte, ou choisissez le fichier de la clé USB.',
      'Quatre mots s’affichent sur les deux postes\u00a0: vous les comparez, puis vous acceptez.',
    ],
    notAdmin: (names: readonly string[]) =>
      names.length === 0
        ? 'Seule une administratrice peut inviter un poste.'
        : `Seule une administratrice peut inviter un poste\u00a0: ${listed([...names])}.`,
  },
  request: {
    title: 'Un poste demande à rejoindre l’équipe',
    from: (name: string, label: string) => `${name}, ${theDevice(label)}`,
    relayFrom: (label: string) => `Un relais\u00a0: ${theDevice(label)}`,
    compare:
      'Les mêmes quatre mots doivent être sur l’autre poste, dans le même ordre. Comparez-les de vive voix.',
    othersTried:
      'Un autre poste a aussi présenté cette invitation\u00a0: quelqu’un d’autre l’a vue. Comparez bien les mots. Au moindre doute, refusez.',
    examine: 'Les mots sont les mêmes',
    different: 'Les mots sont différents',
    refused: 'La demande est refusée. Créez une nouvelle invitation.',
    who: 'Qui est-ce\u00a0?',
    newPerson: (name: string) => `${name} (nouvelle personne)`,
    label: 'Nom du poste',
    role: 'Rôle',
    circles: 'Ce que ce poste pourra lire',
    notHeld: (circle: string, names: readonly string[]) =>
      names.length === 0
        ? `Personne n’a encore la clé «\u00a0${circle}\u00a0».`
        : `Vous n’avez pas cette clé\u00a0: ${listed([...names])} ${names.length === 1 ? 'devra' : 'pourront'} la remettre ensuite, depuis «\u00a0Équipe et postes\u00a0».`,
    admin: 'Administratrice',
    accept: 'Accepter ce poste',
    accepted: (label: string) => `${label} fait partie de l’équipe.`,
    acceptedWaiting: (label: string, circles: readonly string[]) =>
      `${label} fait partie de l’équipe. Il attend encore une clé\u00a0: ${listed([...circles])}.`,
    relayDetail:
      'Un relais n’a ni personne, ni rôle, ni clé. Il fait passer les changements sans pouvoir les lire.',
  },
  share: {
    title: 'Partage',
    alone: 'Ce poste est seul\u00a0: tout est gardé ici.',
    connected: (count: number) =>
      count === 0
        ? 'Aucun autre poste n’est en ligne.'
        : `${counted(count, 'autre poste en ligne', 'autres postes en ligne')}.`,
    pending: (count: number) => (count === 0 ? '' : `${changes(count)} à partager.`),
    clockOff: (minutes: number) =>
      `L’heure de ce poste ${minutes > 0 ? 'avance' : 'retarde'} de ${duration(Math.abs(minutes))} par rapport à un autre poste. Le partage continue. Réglez l’heure de l’ordinateur qui se trompe.`,
    addresses: 'Quand les postes ne se trouvent pas',
    addressesDetail:
      'Certains Wi-Fi empêchent les postes de se voir. Vous pouvez donner l’adresse d’un poste à l’autre, ou échanger par clé USB.',
    own: 'Adresses de ce poste, à lire à l’autre',
    noOwn: 'Ce poste n’est relié à aucun réseau pour l’instant.',
    notListening: 'Ce poste ne peut pas être joint en ce moment. Vérifiez le Wi-Fi ou le câble.',
    noDiscovery:
      'La recherche automatique des autres postes ne marche pas sur ce réseau. Donnez une adresse.',
    typed: 'Adresses d’autres postes',
    address: 'Adresse de l’autre poste',
    addressExample: '192.168.1.20:47520',
    add: 'Ajouter',
    added: (address: string) => `${address} est ajoutée.`,
    remove: (address: string) => `Supprimer ${address}`,
    usb: 'Échanger par clé USB',
    usbDetail:
      'Le fichier est fermé à clé\u00a0: seuls les postes de l’équipe peuvent l’ouvrir. Faites-le dans les deux sens.',
    export: 'Écrire le fichier d’échange',
    import: 'Lire un fichier d’échange',
    fileName: (date: string) => `Margelle ${date}.margelle-echange`,
    exported: (count: number) =>
      `Le fichier est écrit (${changes(count)}). Ouvrez-le sur l’autre poste avec «\u00a0Lire un fichier d’échange\u00a0».`,
    imported: (entries: number, statements: number) =>
      entries === 0 && statements === 0
        ? 'Rien de nouveau dans ce fichier\u00a0: ce poste avait déjà tout.'
        : entries === 0
          ? 'La liste des postes de l’équipe est à jour.'
          : `${changes(entries)} ${entries >= 2 ? 'reçus' : 'reçu'}.`,
    setAside: 'Mis de côté',
    setAsideDetail: 'Ces changements n’ont pas été pris. Ils n’empêchent rien d’autre.',
    setAsideLine: (count: number, reason: SetAsideReason, label: string | undefined) =>
      `${changes(count)} ${label === undefined ? 'd’un poste inconnu' : ofDevice(label)}\u00a0: ${setAside[reason].why}.`,
    setAsideNext: (reason: SetAsideReason) => setAside[reason].next,
    isHarmless: (reason: SetAsideReason) => harmless.includes(reason),
    removed: {
      what: 'Ce poste ne fait plus partie de l’équipe.',
      safe: 'Tout ce qu’il contenait reste lisible ici, y compris ce qui n’avait pas été partagé.',
      next: 'Pour revenir, demandez une nouvelle invitation à une administratrice.',
    },
  },
  back: {
    title: 'Revenir à un état antérieur',
    open: 'Revenir à un état antérieur…',
    detail: 'Si un poste a abîmé le planning, reprenez ici un état que ce poste avait vérifié.',
    none: 'Aucun état antérieur n’est gardé pour l’instant.',
    document: (document: string) =>
      document === 'undated' ? 'Le lieu, l’équipe et le catalogue' : `Planning ${document}`,
    ofCircle: (circle: CircleName, document: string) =>
      `${circles[circle].name}${document === 'undated' ? '' : ` ${document}`}`,
    at: (at: number) => `${longDate(dayOf(at))} à ${clock(at)}`,
    take: 'Reprendre cet état',
    takeOf: (what: string, at: number) =>
      `Reprendre cet état\u00a0: ${what}, ${longDate(dayOf(at))} à ${clock(at)}`,
    confirmTitle: 'Reprendre cet état pour toute l’équipe\u00a0?',
    confirmText: (what: string, at: number) =>
      `${what}, ${longDate(dayOf(at))} à ${clock(at)}. Ce qui a été modifié ou supprimé depuis redevient comme à ce moment, sur tous les postes. Ce qui a été ajouté depuis reste.`,
    done: (count: number) =>
      count === 0
        ? 'Tout était déjà comme cela.'
        : `${counted(count, 'élément remis', 'éléments remis')} comme avant.`,
  },
  present: {
    watch: (names: readonly string[], what: 'day' | 'week' | 'month') =>
      `${listed([...names])} ${names.length === 1 ? 'regarde' : 'regardent'} ${what === 'month' ? 'ce mois' : 'cette semaine'}`,
  },
};
