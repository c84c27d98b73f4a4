/** Words of the screens of `renderer/features/place`. */

import type { Role } from '#shared/domain/place/host.ts';
import type { SkipReason } from '#shared/domain/place/school-calendar.ts';
import type { Nth } from '#shared/domain/time/wall.ts';

const roles: Record<Role, string> = {
  coordinator: 'Coordination',
  communication: 'Communication et accueil',
  social: 'Accompagnement social',
  psychologist: 'Psychologue',
  'volunteer-host': 'Sourcière ou sourcier qui anime',
};
const nth: Record<Nth, string> = {
  1: '1er',
  2: '2e',
  3: '3e',
  4: '4e',
  5: '5e',
  [-1]: 'dernier',
};
const skipReasons: Record<SkipReason, string> = {
  columns_missing: 'il manque des colonnes',
  date_invalid: 'la date n’est pas lisible',
  end_before_start: 'la fin est avant le début',
  zone_unknown: 'la zone n’est pas reconnue',
  flag_invalid: 'oui ou non n’est pas lisible',
  event_unreadable: 'l’événement n’est pas lisible',
};

export const place = {
  title: 'Le lieu',
  detail: 'Ce que le planning doit savoir du lieu : ses espaces, ses heures, son équipe, ses tarifs.',
  tabs: {
    espaces: 'Espaces et matériel',
    horaires: 'Horaires',
    fermetures: 'Fermetures et jours fériés',
    vacances: 'Vacances scolaires',
    equipe: 'Équipe',
    tarifs: 'Tarifs et coordonnées',
  },
  spaces: {
    title: 'Espaces',
    add: 'Ajouter un espace',
    new: 'Nouvel espace',
    empty: 'Les espaces sont les pièces que l’on réserve.',
    emptyExample: 'Par exemple : un salon, une salle d’activités, un espace calme pour les rendez-vous.',
    wholePlace:
      '« Tout le lieu » est toujours proposé en plus : il occupe d’un coup tous les espaces, ceux d’aujourd’hui et ceux à venir.',
    name: 'Nom',
    capacity: 'Places',
    capacityHint: 'Combien de personnes à la fois. Laissez vide si vous ne savez pas.',
    capacityOf: (count: number) => (count === 1 ? '1 place' : `${count} places`),
    capacityUnknown: 'Nombre de places non précisé',
    equipment: 'Sur place',
    equipmentHint: 'Ce qui ne bouge pas de cet espace. Validez chaque mot par Entrée.',
    equipmentExample: 'cuisine, vidéoprojecteur…',
    up: (name: string) => `Monter ${name}`,
    down: (name: string) => `Descendre ${name}`,
    archiveTitle: (name: string) => `Archiver « ${name} » ?`,
    archiveText:
      'Cet espace ne sera plus proposé. Ses réservations passées et à venir restent visibles. Vous pourrez le remettre en service.',
  },
  equipment: {
    title: 'Matériel réservable',
    detail: 'Ce qui se déplace et peut manquer : Margelle prévient quand il est pris deux fois.',
    add: 'Ajouter du matériel',
    new: 'Nouveau matériel',
    empty: 'Aucun matériel. Par exemple : un vidéoprojecteur, douze tapis de yoga.',
    name: 'Nom',
    quantity: 'Quantité',
    space: 'Rangé dans',
    anywhere: 'Aucun endroit précis',
    removeTitle: (name: string) => `Supprimer « ${name} » ?`,
    removeText: 'Les réservations qui s’en servent restent, sans ce matériel.',
  },
  hours: {
    title: 'Horaires habituels',
    current: (date: string) => `En vigueur depuis le ${date}`,
    none: 'Aucun horaire n’est encore en vigueur : le planning demandera confirmation pour chaque réservation.',
    add: 'Préparer de nouveaux horaires',
    addFirst: 'Indiquer les horaires',
    new: 'Nouveaux horaires',
    edit: 'Horaires',
    emptyExample: 'Par exemple : mardi, mercredi et vendredi de 10 h à 18 h, et le 2e samedi du mois.',
    history: 'Tous les horaires, du plus récent au plus ancien',
    historyDetail: 'De nouveaux horaires ne changent rien au passé : ils s’appliquent à partir de leur date.',
    from: (date: string) => `À partir du ${date}`,
    coming: 'à venir',
    now: 'en vigueur',
    past: 'passés',
    validFrom: 'À partir du',
    validFromHint: 'Ces horaires valent jusqu’aux suivants.',
    week: 'Semaine habituelle',
    closed: 'Fermé',
    total: (hours: string) => `${hours} par semaine`,
    rules: 'Ouvertures du mois',
    rulesDetail: 'En plus de la semaine habituelle : par exemple le 2e samedi du mois, de 14 h à 18 h.',
    addRule: 'Ajouter une ouverture du mois',
    removeRule: (rule: string) => `Retirer : ${rule}`,
    rule: (which: string, day: string) => `Le ${which} ${day} du mois`,
    ruleWhich: 'Lequel',
    ruleDay: 'Jour',
    nth,
    edited: (date: string) => `horaires à partir du ${date}`,
    removeTitle: 'Supprimer ces horaires ?',
    removeText: 'Les horaires précédents s’appliqueront à leur place.',
  },
  closures: {
    title: 'Fermetures et horaires exceptionnels',
    add: 'Ajouter une fermeture',
    new: 'Fermeture ou horaires exceptionnels',
    empty: 'Ici, les jours qui ne sont pas comme les autres.',
    emptyExample:
      'Par exemple : fermé du 2 au 20 août pour les congés, ou ouvert jusqu’à 21 h le soir de la fête.',
    past: (count: number) => (count === 1 ? '1 jour passé' : `${count} jours passés`),
    firstDay: 'Premier jour',
    lastDay: 'Dernier jour',
    lastDayHint: 'Laissez vide pour un seul jour.',
    what: 'Ce jour-là',
    closed: 'Fermé',
    open: 'Ouvert à d’autres heures',
    reason: 'Raison',
    reasonExample: 'congés, travaux, fête du quartier…',
    noReason: 'sans raison indiquée',
    range: (from: string, to: string) => `Du ${from} au ${to}`,
    removeTitle: 'Revenir aux horaires habituels ?',
    removeText: (when: string) => `${when} : les horaires habituels s’appliqueront.`,
    done: (when: string) => `${when} : c’est noté.`,
    backDone: (when: string) => `${when} : horaires habituels.`,
    holidaysYear: (year: number) => `Jours fériés ${year}`,
    previousYear: 'Année précédente',
    nextYear: 'Année suivante',
    closedOnHolidays: 'Le lieu est fermé les jours fériés',
    closedOnHolidaysHint: 'Pour ouvrir un jour férié précis, ajoutez des horaires exceptionnels ce jour-là.',
    alsaceMoselle: 'Alsace et Moselle',
    goodFriday: 'Le Vendredi saint est férié',
    december26: 'Le 26 décembre est férié',
  },
  school: {
    title: 'Vacances scolaires',
    detail: 'Elles ne ferment rien : elles s’affichent au planning, pour choisir les bons moments.',
    zone: 'Zone du lieu',
    zoneName: (zone: string) => `Zone ${zone}`,
    import: 'Importer le calendrier officiel',
    choose: 'Choisir un fichier',
    chooseAnother: 'Choisir un autre fichier',
    importHow:
      'Le ministère publie le calendrier scolaire sur data.education.gouv.fr et education.gouv.fr, au format CSV ou ICS. Téléchargez-le, puis choisissez le fichier ici : rien n’est enregistré avant votre accord.',
    importTitle: 'Importer les vacances scolaires',
    add: 'Ajouter à la main',
    new: 'Vacances scolaires',
    empty: 'Margelle ne connaît pas encore les vacances scolaires.',
    emptyExample: 'Importez le calendrier officiel (fichier CSV ou ICS), une fois par an.',
    knownUntil: (date: string) => `Connu jusqu’au ${date}`,
    unknown: 'Encore inconnu',
    late: (date: string) =>
      `Le calendrier de votre zone s’arrête au ${date}. Après cette date, Margelle ne sait pas quels jours sont en vacances : importez le calendrier de la nouvelle année.`,
    soon: (date: string) =>
      `Le calendrier de votre zone s’arrête bientôt, au ${date}. Vous pouvez déjà importer la suite.`,
    byHand: 'ajouté à la main',
    source: (name: string) => `fichier « ${name} »`,
    name: 'Nom',
    nameExample: 'Vacances d’hiver',
    firstDay: 'Premier jour de vacances',
    lastDay: 'Dernier jour de vacances',
    lastDayHint: 'La veille de la reprise.',
    preview: (file: string) => `Dans « ${file} »`,
    zones: 'Zones à importer',
    periods: (count: number) => (count === 1 ? '1 période' : `${count} périodes`),
    changes: (changed: number, removed: number) => {
      if (changed === 0 && removed === 0) return 'déjà à jour';
      const parts = [];
      if (changed > 0) parts.push(`${changed} à ajouter ou à corriger`);
      if (removed > 0) parts.push(`${removed} à retirer`);
      return parts.join(', ');
    },
    past: 'Ce fichier ne couvre que des dates passées.',
    skipped: (count: number) =>
      count === 1
        ? '1 ligne du fichier n’a pas été comprise :'
        : `${count} lignes du fichier n’ont pas été comprises :`,
    skippedLine: (line: number, why: SkipReason) => `ligne ${line} : ${skipReasons[why]}`,
    skippedMore: (count: number) => `et ${count} de plus.`,
    ignored: (count: number) =>
      count === 1
        ? '1 ligne laissée de côté (autres territoires, enseignants, rentrée).'
        : `${count} lignes laissées de côté (autres territoires, enseignants, rentrée).`,
    confirm: 'Importer',
    done: (written: number, removed: number) =>
      written === 0 && removed === 0
        ? 'Tout était déjà à jour.'
        : `Vacances scolaires importées (${[
            written > 0 ? `${written} écrites` : '',
            removed > 0 ? `${removed} retirées` : '',
          ]
            .filter((part) => part !== '')
            .join(', ')}).`,
    removeTitle: (name: string) => `Supprimer « ${name} » ?`,
    removeText: 'Ces dates ne seront plus signalées au planning.',
    otherYears: 'Montrer aussi les années passées',
    schoolYear: (from: number) => `Année scolaire ${from}-${from + 1}`,
  },
  team: {
    title: 'Référentes',
    detail: 'Les personnes de l’équipe dont le planning suit la présence. Jamais de visiteurs ici.',
    add: 'Ajouter une personne',
    new: 'Nouvelle référente',
    empty: 'Ici, les personnes de l’équipe.',
    name: 'Nom ou prénom',
    role: 'Rôle',
    roles,
    usualHours: 'Présence habituelle',
    usualHoursHint: 'Laissez vide si elle varie : le planning ne fera pas de remarque.',
    noUsualHours: 'Présence non précisée',
    away: 'Absente aujourd’hui',
    nextAbsence: (from: string, to: string) => `Absente du ${from} au ${to}`,
    ownColour: 'Une couleur pour la reconnaître au planning',
    archiveTitle: (name: string) => `Archiver ${name} ?`,
    archiveText:
      'Elle ne sera plus proposée. Ses réservations restent visibles à son nom. Vous pourrez la remettre en service.',
  },
  fares: {
    title: 'Tarifs',
    detail: 'Par personne et par séance, quand une intervenante, un partenaire ou du matériel est en jeu.',
    full: 'Plein tarif',
    member: 'Adhérent',
    solidarity: 'Solidaire',
    solidarityHint: 'Sur simple demande, sans justificatif.',
    membership: 'Adhésion d’un an',
    contact: 'Coordonnées',
    name: 'Nom du lieu',
    address: 'Adresse',
    phone: 'Téléphone',
    email: 'Adresse électronique',
    autosave: 'Chaque champ s’enregistre quand vous le quittez.',
    time: 'Fuseau horaire',
    timeHint: 'Les heures du planning sont celles de ce fuseau.',
  },
};
