/** Words of the screens of `renderer/features/programme`. What is published itself speaks by `shared/domain/programme`. */
import { counted, fileSize } from '../format.ts';

export const programme = {
  title: 'Programme',
  detail: 'Faites connaître ce qui est au planning : affiche, programme, agenda, page web.',
  period: 'Période',
  periods: { trimestre: 'Trimestre', mois: 'Mois', semaine: 'Semaine', dates: 'Du… au…' },
  before: 'Période précédente',
  after: 'Période suivante',
  from: 'Du',
  to: 'Au',
  badRange: 'La fin vient avant le début.',
  tooLong: 'Choisissez 400 jours au plus.',
  announced: (count: number) => counted(count, 'séance annoncée', 'séances annoncées'),
  only: 'Seules paraissent les séances confirmées et annoncées au public. Jamais un rendez-vous, une réunion ni un nom de l’équipe.',
  empty: {
    title: 'Rien n’est annoncé au public pour cette période.',
    example:
      'Au planning, ouvrez une séance, cochez « Annoncé au public (programme) » et confirmez-la : elle paraîtra ici.',
    action: 'Aller au planning',
  },
  piecesLabel: 'Ce que vous préparez',
  groups: { paper: 'À imprimer', files: 'À diffuser' },
  pieces: {
    affiche: ['Affiche A3', 'Les temps forts et le rythme de la semaine.'],
    'une-page': ['Sur une page', 'A4. Tout si cela tient, sinon l’essentiel.'],
    programme: ['Programme complet', 'A4, toutes les séances, semaine par semaine.'],
    'gros-caracteres': ['En gros caractères', 'A4, au moins 18 points, rien de coupé.'],
    porte: ['Feuilles de porte', 'A4, un espace et une semaine par feuille.'],
    depliant: ['Dépliant', 'A4 paysage à plier, fait pour un mois.'],
    'page-web': ['Page web', 'Un seul fichier à déposer sur votre site.'],
    agenda: ['Agenda', 'À importer dans un téléphone ou un autre agenda.'],
    lettre: ['Lettre d’information', 'Un texte à coller, semaine par semaine.'],
    reseaux: ['Réseaux sociaux', 'Des messages courts, prêts à coller.'],
  } as const,
  preview: (piece: string, pages: number) => `Aperçu : ${piece}, ${counted(pages, 'page', 'pages')}`,
  print: 'Imprimer',
  savePdf: 'Enregistrer en PDF',
  saved: (name: string) => `« ${name} » est enregistré.`,
  unwritable: {
    what: 'Le fichier n’a pas pu être écrit à cet endroit.',
    safe: 'Rien n’est perdu : le programme est toujours là.',
    next: 'Choisissez un autre dossier, puis recommencez.',
  },
  notPrinted: {
    title: 'Rien n’est parti à l’imprimante.',
    text: 'Ce n’est pas grave : ce poste n’a peut-être pas d’imprimante. Enregistrez le PDF, puis imprimez-le ailleurs.',
  },
  fileName: (piece: string, place: string, from: string, to: string) => `${piece} ${place} ${from} ${to}`,
  spacePoster: {
    spaces: 'Espaces',
    week: 'Semaine',
    chooseSpace: 'Choisissez au moins un espace.',
  },
  leaflet: {
    label: 'Pliage',
    three: 'En trois',
    two: 'En deux',
    how: 'Imprimez recto verso, en retournant sur le bord court, puis pliez sur les pointillés.',
    long: 'Au-delà d’un mois, le dépliant ne donne souvent que l’essentiel. Choisissez « Mois » pour tout dire.',
  },
  page: {
    how: 'La page tient dans un seul fichier, sans image ni script venus d’ailleurs. Elle se lit sur un téléphone, avec un lecteur d’écran, et s’imprime.',
    use: 'Déposez-la sur votre site, ou envoyez-la en pièce jointe.',
    save: 'Enregistrer la page',
    done: (sessions: number, name: string, bytes: number) =>
      `« ${name} » est écrit : ${counted(sessions, 'séance', 'séances')}, ${fileSize(bytes)}.`,
    heavy: 'Elle pèse plus de 200 ko. Pour une page plus légère, choisissez une période plus courte.',
  },
  calendar: {
    how: 'Chaque séance y est avec son lieu, son prix et la façon de s’inscrire. Un lien de visio n’y figure jamais.',
    use: 'Envoyez ce fichier, ou déposez-le sur votre site : chacun peut l’ajouter à son agenda.',
    save: 'Enregistrer l’agenda',
    done: (sessions: number, name: string) =>
      `« ${name} » est écrit : ${counted(sessions, 'séance', 'séances')}.`,
  },
  text: {
    copy: 'Copier',
    copyPost: (at: number) => `Copier le message ${at}`,
    copied: 'Le texte est copié.',
    notCopied: 'Ce poste n’a pas permis la copie. Sélectionnez le texte, puis copiez-le avec Ctrl+C.',
    save: 'Enregistrer le texte',
    newsletter: 'Texte de la lettre',
    post: (at: number, count: number) => `Message ${at} sur ${count}`,
    characters: (count: number) => counted(count, 'caractère', 'caractères'),
  },
  look: {
    open: 'Apparence',
    title: 'Apparence de ce qui est publié',
    logo: 'Logo',
    logoHint: 'Une image PNG ou JPEG. Margelle en garde une copie réduite.',
    noLogo: 'Aucun logo.',
    chooseLogo: 'Choisir une image',
    removeLogo: 'Retirer le logo',
    logoAlt: 'Logo choisi',
    logoTooRich: 'Cette image reste trop lourde une fois réduite. Choisissez un logo plus simple.',
    colour: 'Couleur du lieu',
    colourHint: 'Les textes posés dessus passent en blanc ou en noir pour rester lisibles.',
    colourWrong: 'Écrivez une couleur comme #165d57.',
    sample: 'Programme de la saison',
    tagline: 'Ligne sous le nom',
    taglineExample: 'Tiers-lieu des proches aidants',
    website: 'Site web',
    websiteExample: 'www.laressourcerie.fr',
    rest: 'Le nom, l’adresse, le téléphone et les tarifs se règlent dans « Le lieu ».',
    saved: 'L’apparence est enregistrée.',
  },
  paper: {
    programme: 'Programme',
    poster: 'Le programme',
    events: 'À noter',
    weekly: 'Au fil de la semaine',
    closures: 'Fermetures',
    closed: (reason: string) => `Fermé : ${reason}`,
    pace: (pace: 'weekly' | 'fortnightly' | 'dates', list: readonly string[]): string => {
      const [first = ''] = list;
      const last = list.at(-1) ?? '';
      if (pace === 'weekly') return `chaque semaine, du ${first} au ${last}`;
      if (pace === 'fortnightly') return `une semaine sur deux, du ${first} au ${last}`;
      return `les ${list.join(', ')}`;
    },
    fares: 'Tarifs',
    leftOut: (count: number) =>
      `Et ${counted(count, 'autre ligne', 'autres lignes')} qui ne tiennent pas ici : voyez le programme complet.`,
    page: (page: number, pages: number) => `Page ${page} sur ${pages}`,
    nothing: 'Pas de séance annoncée.',
    mayChange: 'Ce programme peut changer : renseignez-vous à l’accueil.',
    goodToKnow: 'Bon à savoir',
    howToCome:
      '« Sur inscription » : réservez votre place auprès de l’équipe. « Entrée libre » : venez, tout simplement.',
  },
};
