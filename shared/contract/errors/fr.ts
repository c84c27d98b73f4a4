import type { CircleName } from '../../domain/team/model.ts';
import type { StrengthHint } from '../../domain/vault/strength.ts';
import type { AppError, ErrorDetails, ErrorTag } from './tags.ts';

/** What a person reads: what happened, what is safe, what to do. */
export interface ErrorText {
  what: string;
  safe: string;
  next: string;
}

const seconds = (ms: number) =>
  ms < 120_000 ? `${Math.max(1, Math.ceil(ms / 1000))} s` : `${Math.ceil(ms / 60_000)} min`;
const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} Mo`;
/** `2027-01-12` → "12/01/2027". */
const shortDate = (date: string) => date.split('-').reverse().join('/');
const nothingWritten = 'Rien n’a été modifié.';

/** What would make a passphrase harder to guess. */
export const strengthHints: Record<StrengthHint, string> = {
  'too-short':
    'Choisissez au moins douze caractères : quatre mots sans rapport entre eux conviennent très bien.',
  common: 'Évitez les mots que tout le monde choisit ; prenez quatre mots sans rapport entre eux.',
  repeated: 'Évitez les répétitions ; ajoutez un ou deux mots différents.',
  sequence:
    'Évitez les dates, et les suites comme « 1234 » ou « azerty » ; prenez quatre mots sans rapport entre eux.',
  personal: 'Évitez votre nom et celui de l’équipe ; prenez quatre mots sans rapport entre eux.',
  'add-words': 'Ajoutez un ou deux mots sans rapport avec les autres.',
  good: 'Cette phrase de passe convient.',
};

/** The circles as the screens name them. */
export const circleNames: Record<CircleName, string> = {
  team: 'Équipe',
  welcome: 'Accueil',
  care: 'Accompagnement',
};

type Texts = { [T in ErrorTag]: (details: ErrorDetails[T]) => ErrorText };

const texts: Texts = {
  invalid_params: ({ problems }) => ({
    what: `Une valeur saisie n’est pas valable${problems[0] ? ` (${problems[0].path} : ${problems[0].message})` : ''}.`,
    safe: nothingWritten,
    next: 'Corrigez la valeur indiquée et recommencez.',
  }),
  unknown_method: ({ method }) => ({
    what: `Cette action n’existe pas : ${method}.`,
    safe: nothingWritten,
    next: 'Vérifiez que Margelle est à jour.',
  }),
  vault_locked: () => ({
    what: 'Le coffre est fermé.',
    safe: 'Ce que vous aviez saisi est gardé.',
    next: 'Ouvrez le coffre avec votre phrase de passe.',
  }),
  unexpected: ({ reference }) => ({
    what: `Quelque chose d’imprévu s’est produit (référence ${reference}).`,
    safe: 'Ce qui était enregistré l’est toujours.',
    next: 'Recommencez ; si cela se répète, notez la référence pour la personne qui vous aide.',
  }),
  not_found: () => ({
    what: 'Cet élément n’existe plus.',
    safe: nothingWritten,
    next: 'Revenez à l’écran précédent : il est à jour.',
  }),
  changed_meanwhile: () => ({
    what: 'Cet élément a changé entre-temps.',
    safe: 'Aucune des deux versions n’est perdue.',
    next: 'Relisez la version actuelle avant de recommencer.',
  }),
  nothing_to_undo: () => ({
    what: 'Il n’y a rien à annuler.',
    safe: nothingWritten,
    next: 'L’historique montre les derniers changements.',
  }),
  cancelled_by_user: () => ({
    what: 'Vous avez arrêté l’opération.',
    safe: nothingWritten,
    next: 'Vous pouvez la relancer.',
  }),
  disk_full: () => ({
    what: 'Le disque est plein : ce changement n’a pas pu être enregistré.',
    safe: 'Tout ce qui était enregistré avant est intact.',
    next: 'Libérez de la place sur le disque, puis recommencez.',
  }),
  disk_read_only: () => ({
    what: 'Margelle ne peut pas écrire dans son dossier.',
    safe: 'Vos données sont intactes et restent lisibles.',
    next: 'Vérifiez que le disque n’est pas protégé en écriture, puis recommencez.',
  }),
  file_unreadable: ({ name }) => ({
    what: `Le fichier « ${name} » ne peut pas être lu.`,
    safe: nothingWritten,
    next: 'Vérifiez que le fichier existe et n’est pas ouvert ailleurs, ou choisissez-en un autre.',
  }),
  file_too_large: ({ name, maxBytes }) => ({
    what: `Le fichier « ${name} » est trop volumineux (limite : ${megabytes(maxBytes)}).`,
    safe: nothingWritten,
    next: 'Choisissez un fichier plus léger, ou exportez une période plus courte, puis recommencez.',
  }),
  file_not_granted: () => ({
    what: 'Margelle n’a pas reçu l’accord d’ouvrir ce fichier.',
    safe: nothingWritten,
    next: 'Choisissez de nouveau le fichier.',
  }),
  wrong_passphrase: ({ retryInMs }) => ({
    what: 'Ce n’est pas la bonne phrase de passe.',
    safe: 'Vos données sont intactes.',
    next:
      retryInMs > 0
        ? `Attendez ${seconds(retryInMs)}, puis réessayez, ou utilisez le code de secours.`
        : 'Réessayez, ou utilisez le code de secours.',
  }),
  wrong_recovery_code: ({ retryInMs }) => ({
    what: 'Ce code de secours n’ouvre pas ce coffre.',
    safe: 'Vos données sont intactes.',
    next:
      retryInMs > 0
        ? `Vérifiez la feuille imprimée, puis réessayez dans ${seconds(retryInMs)}.`
        : 'Vérifiez la feuille imprimée, puis réessayez.',
  }),
  too_many_attempts: ({ retryInMs, lost }) => ({
    what: lost
      ? 'Le fichier qui compte les essais de ce coffre manque ou est abîmé : par précaution, Margelle fait attendre une fois.'
      : 'Il y a eu plusieurs essais de suite.',
    safe: 'Vos données sont intactes.',
    next: `Attendez ${seconds(retryInMs)}, puis réessayez.`,
  }),
  weak_passphrase: ({ hint }) => ({
    what: 'Cette phrase de passe est trop facile à deviner.',
    safe: nothingWritten,
    next: strengthHints[hint],
  }),
  vault_unknown: () => ({
    what: 'Ce coffre n’est pas sur ce poste.',
    safe: 'Les autres coffres sont intacts.',
    next: 'Choisissez un autre coffre ou restaurez une sauvegarde.',
  }),
  vault_damaged: ({ part, backupsAt }) => ({
    what: part === 'keyring' ? 'Le trousseau de ce coffre est abîmé.' : 'Le fichier de ce coffre est abîmé.',
    safe: 'Rien n’a été effacé ; le fichier est laissé tel quel.',
    next: backupsAt
      ? `Restaurez la dernière sauvegarde (${backupsAt}).`
      : 'Restaurez votre dernière sauvegarde.',
  }),
  vault_mismatch: () => ({
    what: 'Le trousseau présent est celui d’un autre coffre.',
    safe: 'Rien n’a été effacé.',
    next: 'Remettez le trousseau d’origine ou restaurez une sauvegarde.',
  }),
  vault_newer: ({ appVersion }) => ({
    what: `Ce coffre a été ouvert avec une version plus récente de Margelle (${appVersion}).`,
    safe: 'Vos données sont intactes et n’ont pas été touchées.',
    next: 'Installez la dernière version de Margelle sur ce poste.',
  }),
  vault_in_use: () => ({
    what: 'Ce coffre est déjà ouvert dans une autre fenêtre de Margelle.',
    safe: 'Vos données sont intactes.',
    next: 'Revenez à l’autre fenêtre ou fermez-la.',
  }),
  migration_failed: ({ backupAt }) => ({
    what: 'La mise à jour du coffre n’a pas pu se terminer.',
    safe: backupAt
      ? `Le coffre est resté dans son état d’avant ; une copie est gardée (${backupAt}).`
      : 'Le coffre est resté dans son état d’avant.',
    next: 'Vérifiez la place sur le disque, puis rouvrez Margelle.',
  }),
  backup_folder_missing: ({ folder }) => ({
    what: `Le dossier de sauvegarde n’est pas accessible (${folder}).`,
    safe: 'Vos données sont intactes.',
    next: 'Branchez le disque ou choisissez un autre dossier.',
  }),
  backup_invalid: ({ name }) => ({
    what: `« ${name} » n’est pas une sauvegarde lisible de Margelle.`,
    safe: nothingWritten,
    next: 'Choisissez un autre fichier de sauvegarde.',
  }),
  backup_is_of_open_vault: () => ({
    what: 'Cette sauvegarde est celle du coffre ouvert.',
    safe: nothingWritten,
    next: 'Fermez d’abord le coffre, puis restaurez depuis l’écran d’ouverture.',
  }),
  slot_taken: ({ clashes }) => ({
    what: clashes[0] ? `Ce créneau est déjà pris : ${clashes[0].label}.` : 'Ce créneau est déjà pris.',
    safe: nothingWritten,
    next: 'Choisissez l’une des places libres proposées, ou posez une option en connaissance de cause.',
  }),
  outside_opening: () => ({
    what: 'Ce créneau est en dehors des heures d’ouverture.',
    safe: nothingWritten,
    next: 'Confirmez si c’est voulu, ou choisissez une autre heure.',
  }),
  series_empty: () => ({
    what: 'Cette règle de répétition ne donne aucune date.',
    safe: nothingWritten,
    next: 'Vérifiez la date de fin et les jours choisis.',
  }),
  series_too_long: ({ max }) => ({
    what: `Cette règle donne plus de ${max} dates.`,
    safe: nothingWritten,
    next: 'Choisissez une date de fin plus proche.',
  }),
  outside_quarter: ({ from, to }) => ({
    what: `Cette date n’est pas dans le trimestre (du ${shortDate(from)} au ${shortDate(to)}).`,
    safe: nothingWritten,
    next: 'Choisissez une date du trimestre, ou ouvrez celui qui convient.',
  }),
  quarter_exists: () => ({
    what: 'Ce trimestre existe déjà.',
    safe: nothingWritten,
    next: 'Ouvrez-le dans la liste des trimestres.',
  }),
  quarter_full: ({ max }) => ({
    what: `Un trimestre compte au plus ${max} lignes.`,
    safe: nothingWritten,
    next: 'Retirez une ligne qui ne sert plus, puis recommencez.',
  }),
  nothing_to_publish: () => ({
    what: 'Le planning est déjà à jour : il n’y a rien à publier.',
    safe: nothingWritten,
    next: 'Placez des dates dans le trimestre, puis publiez.',
  }),
  already_taken_back: () => ({
    what: 'Cette publication a déjà été reprise.',
    safe: nothingWritten,
    next: 'Vous pouvez publier de nouveau quand vous le souhaitez.',
  }),
  not_an_image: ({ name }) => ({
    what: `Le fichier « ${name} » n’est pas une image PNG ou JPEG.`,
    safe: 'Le logo actuel est gardé.',
    next: 'Choisissez une image PNG ou JPEG de moins de 8 Mo.',
  }),
  calendar_unreadable: ({ name }) => ({
    what: `« ${name} » n’est pas un fichier d’agenda lisible.`,
    safe: nothingWritten,
    next: 'Exportez de nouveau l’agenda au format ICS, puis recommencez.',
  }),
  calendar_too_large: ({ name, maxBytes }) => ({
    what: `« ${name} » est trop volumineux (limite : ${megabytes(maxBytes)}).`,
    safe: nothingWritten,
    next: 'Choisissez un fichier plus léger, ou exportez une période plus courte, puis recommencez.',
  }),
  import_expired: () => ({
    what: 'Cet aperçu n’est plus disponible.',
    safe: nothingWritten,
    next: 'Ouvrez de nouveau le fichier.',
  }),
  import_under_way: () => ({
    what: 'Un import est déjà en train de s’écrire, ou de s’annuler.',
    safe: nothingWritten,
    next: 'Attendez qu’il soit terminé, puis recommencez.',
  }),
  import_half_written: ({ bookings, ends }) => ({
    what: `Le disque est plein, ou refuse d’écrire : l’import s’est arrêté après ${bookings} ${bookings === 1 ? 'réservation' : 'réservations'}.`,
    safe: 'Tout ce qui était enregistré avant est intact.',
    next:
      ends === 'finished'
        ? 'Libérez de la place sur le disque : l’import se terminera de lui-même peu après, ou dès que vous recommencerez.'
        : 'Libérez de la place sur le disque : ce qui est déjà écrit sera retiré peu après. Recommencez ensuite.',
  }),
  undo_half_done: () => ({
    what: 'Le disque est plein, ou refuse d’écrire : l’annulation de l’import s’est arrêtée au milieu.',
    safe: 'Ce qui est déjà retiré le reste, et rien d’autre n’a changé.',
    next: 'Libérez de la place sur le disque : l’annulation se terminera d’elle-même peu après, ou dès que vous recommencerez.',
  }),
  school_holidays_not_found: ({ name }) => ({
    what: `« ${name} » ne contient pas de vacances scolaires reconnues.`,
    safe: nothingWritten,
    next: 'Prenez le fichier du calendrier scolaire officiel, au format CSV ou ICS.',
  }),
  not_admin: () => ({
    what: 'Seule une administratrice de l’équipe peut faire cela.',
    safe: nothingWritten,
    next: 'Demandez-le à une administratrice : son nom est dans « Équipe et postes ».',
  }),
  not_holder: ({ circle }) => ({
    what: `Ce poste n’a pas la clé du cercle « ${circleNames[circle]} » : il ne peut pas la remettre.`,
    safe: nothingWritten,
    next: 'Demandez-le à une personne de ce cercle.',
  }),
  not_in_circle: ({ circle }) => ({
    what: `Ce poste n’a pas la clé du cercle « ${circleNames[circle]} ».`,
    safe: 'Rien de ce cercle n’est sur ce poste.',
    next: 'Si vous en avez besoin pour votre mission, demandez à une personne de ce cercle de vous remettre la clé.',
  }),
  not_author: () => ({
    what: 'Ce message a été écrit par quelqu’un d’autre.',
    safe: nothingWritten,
    next: 'Répondez par un nouveau message.',
  }),
  last_admin: () => ({
    what: 'Il ne resterait aucune administratrice dans l’équipe.',
    safe: nothingWritten,
    next: 'Nommez d’abord une autre administratrice dans « Équipe et postes ».',
  }),
  use_leave: () => ({
    what: 'C’est le poste que vous utilisez.',
    safe: nothingWritten,
    next: 'Pour le retirer de l’équipe, choisissez « Quitter l’équipe ».',
  }),
  read_only_device: () => ({
    what: 'Ce poste peut voir le planning, mais pas le modifier.',
    safe: nothingWritten,
    next: 'Demandez le changement à une personne de l’équipe.',
  }),
  removed_from_team: () => ({
    what: 'Ce poste ne fait plus partie de l’équipe.',
    safe: 'Tout ce qu’il contenait est encore lisible ici ; rien de nouveau n’est partagé.',
    next: 'Demandez une nouvelle invitation à une administratrice.',
  }),
  not_listening: () => ({
    what: 'Ce poste ne peut pas être joint par le réseau en ce moment.',
    safe: nothingWritten,
    next: 'Vérifiez le Wi-Fi ou le câble, puis recommencez.',
  }),
  invitation_invalid: () => ({
    what: 'Cette invitation n’est pas lisible, ou elle a été modifiée.',
    safe: nothingWritten,
    next: 'Copiez-la en entier, ou demandez-en une nouvelle.',
  }),
  invitation_expired: () => ({
    what: 'Cette invitation n’est plus valable : elle dure trente minutes, ou elle a été annulée.',
    safe: nothingWritten,
    next: 'Demandez-en une nouvelle.',
  }),
  invitation_used: () => ({
    what: 'Cette invitation a déjà servi : elle ne vaut que pour un poste.',
    safe: nothingWritten,
    next: 'Si ce n’était pas vous, prévenez la personne qui vous a invitée. Demandez une nouvelle invitation.',
  }),
  invitation_refused: () => ({
    what: 'La demande n’a pas été acceptée sur l’autre poste.',
    safe: nothingWritten,
    next: 'Comparez les quatre mots avec la personne qui vous invite, puis demandez une nouvelle invitation.',
  }),
  inviter_unreachable: () => ({
    what: 'Le poste qui invite ne répond pas.',
    safe: nothingWritten,
    next: 'Vérifiez que Margelle y est ouverte et que les deux postes sont sur le même réseau, puis recommencez.',
  }),
  address_invalid: ({ address }) => ({
    what: `« ${address} » n’est pas une adresse de poste.`,
    safe: nothingWritten,
    next: 'Recopiez l’adresse affichée sur l’autre poste, par exemple 192.168.1.20:47520.',
  }),
  bundle_invalid: ({ name }) => ({
    what: `« ${name} » n’est pas un fichier d’échange de cette équipe, ou il est abîmé.`,
    safe: nothingWritten,
    next: 'Refaites le fichier depuis « Équipe et postes » de l’autre poste.',
  }),
};

/** The French sentence of a refusal. */
export function errorText(error: AppError): ErrorText {
  return (texts[error.tag] as (details: AppError) => ErrorText)(error);
}
