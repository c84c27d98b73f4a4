/**
 * The first quarter of 2027 of La Ressourcerie as its coordinator types it: 43 series and 17 one-off events in which every
 * category of the catalogue has its place, and six obstacles wanted by the journey that solves them.
 */
export const KEY = '2027-1';

/** Found and placed without an obstacle, but for Easter Monday, the holidays some of them avoid, and the closed week. */
export const series = [
  // Salle d’activités
  'Yoga doux, mardi, 10 h 30, animé par Souffle',
  'Étirements, mardi, 12 h 15 – 13 h 15, Salle d’activités, 12 places, 6 €',
  'Atelier créatif, mardi, 14 h 30, hors vacances scolaires',
  'Danse douce, mardi, 17 h – 18 h, Salle d’activités, 12 places, tarif habituel',
  'Pilates, mercredi, 10 h 30',
  'Théâtre, mercredi, 13 h 30 – 15 h, Salle d’activités, 10 places, hors vacances scolaires',
  'Coup de pouce numérique, mercredi, 15 h 30, Salle d’activités',
  'Coup de pouce numérique, jeudi, 14 h, Salle d’activités',
  'Chorale, jeudi, 16 h 15 – 17 h 45, Salle d’activités, gratuit',
  'Sophrologie, vendredi, 10 h 30',
  'Qi gong, vendredi, 12 h 15 – 13 h 15, Salle d’activités, 12 places, 12 €',
  'Atelier terre, vendredi, 14 h 30 – 16 h, Salle d’activités, toutes les 2 semaines, à partir du 8 janvier, 12 €',
  'Aquarelle, vendredi, 14 h 30 – 16 h, Salle d’activités, toutes les 2 semaines, à partir du 15 janvier, 12 €',
  'Relaxation sonore, vendredi, 17 h – 17 h 45, Salle d’activités, une semaine sur deux, 10 €',
  'Gym douce, lundi, 14 h 15 – 15 h 15, Salle d’activités, 12 places, 6 €',
  'Conversation en anglais, lundi, 15 h 45 – 17 h 15, Salle d’activités, gratuit',
  // Salon
  'Café du mardi, mardi, 10 h – 11 h 30, Salon, gratuit',
  'Tricot, mardi, 14 h – 15 h 30, Salon, gratuit',
  'Jeux de société, mardi, 16 h – 17 h 30, Salon, gratuit',
  'Revue de presse, mercredi, 10 h – 11 h 30, Salon, gratuit',
  'Goûter, mercredi, 15 h',
  'Lecture à voix haute, mercredi, 17 h – 18 h, Salon, gratuit',
  'Atelier zéro déchet, jeudi, 14 h 15, toutes les 2 semaines, à partir du 7 janvier',
  'Cuisine anti-gaspi, jeudi, 14 h – 15 h 45, Salon, toutes les 2 semaines, à partir du 14 janvier, 8 places, 12 €',
  'Ciné-club, le 3e jeudi du mois, 16 h 15 – 18 h, Salon, gratuit',
  'Accueil café, vendredi, 10 h – 11 h 15, Salon, gratuit',
  'Repas partagé, vendredi, 12 h 15',
  'Goûter, vendredi, 15 h',
  'Couture, lundi, 14 h – 15 h 30, Salon, gratuit',
  'Club photo, lundi, 16 h – 17 h 30, Salon, gratuit',
  // Espace calme
  'Méditation, mardi, 10 h – 11 h, Espace calme, 6 places, gratuit',
  'Pause esthétique, mardi, 14 h',
  'Café des proches, le 2e mardi du mois, 16 h, Espace calme',
  'Groupe de parole, mercredi, 14 h – 15 h 30, Espace calme, une semaine sur deux, 8 places, gratuit',
  'Atelier mémoire, vendredi, 10 h – 11 h 30, Espace calme, 6 places, 6 €',
  'Écriture, vendredi, 14 h – 15 h 30, Espace calme, toutes les 2 semaines, 8 places, 6 €',
  'Pause esthétique, jeudi, 14 h 30',
  'Relaxation assise, lundi, 14 h 30 – 15 h 30, Espace calme, 6 places, 6 €',
  // Elsewhere
  'Marche sur les quais, mercredi, 10 h – 11 h 30, dehors, rendez-vous au miroir d’eau, gratuit',
  'Visite guidée, le 1er jeudi du mois, 14 h, dehors, rendez-vous devant le musée',
  'Jardin partagé, le 4e vendredi du mois, 10 h – 12 h, dehors, rendez-vous au jardin, gratuit',
  'Sophrologie, lundi, 18 h 30, à distance',
  'Conférence en ligne, dernier jeudi du mois, 18 h – 19 h, à distance, gratuit',
] as const;

export const oneOffs = [
  'Vœux de l’équipe, vendredi 8 janvier, 16 h 30 – 17 h 30, Salon, gratuit',
  'Rencontre-débat, samedi 9 janvier, 14 h 30, Salle d’activités',
  'Atelier créatif, samedi 9 janvier, 15 h, Salon',
  'Les droits des aidants, jeudi 14 janvier, 16 h – 17 h 30, Salon, 30 places, gratuit',
  'Visite guidée, mardi 26 janvier, 14 h, dehors, rendez-vous au jardin botanique',
  'Le sommeil, jeudi 28 janvier, 16 h – 17 h 30, Salon, 30 places, gratuit',
  'Rencontre-débat, jeudi 4 février, 16 h 30, Salon',
  'Le répit en pratique, jeudi 11 février, 16 h – 17 h 30, Salon, 30 places, gratuit',
  'Samedi des familles, samedi 13 février, 14 h – 17 h, Salon, gratuit',
  'Sortie au Bassin, jeudi 25 février, 9 h – 18 h, dehors, rendez-vous à la gare, 20 places, 12 €',
  'Alimentation et mémoire, jeudi 25 février, 16 h – 17 h 30, Salon, 20 places, gratuit',
  'Rencontre-débat, jeudi 11 mars, 16 h, Salon',
  'Samedi zéro déchet, samedi 13 mars, 14 h – 16 h, Salon, 12 places, 6 €',
  'Exposition, samedi 13 mars, 14 h – 18 h, Salle d’activités, gratuit',
  'Visite guidée, mardi 23 mars, 14 h, dehors, rendez-vous aux archives',
  'Bilan avec les habitués, jeudi 25 mars, 16 h – 17 h 30, Salon, gratuit',
] as const;

/** Each meets something, and is solved in its own way. */
export const obstructed = {
  /** The room of Pilates: another space. */
  space: 'Les aides financières, mercredi 20 janvier, 10 h 45 – 11 h 45, Salle d’activités, gratuit',
  /** The whole place is wanted on a busy Friday: placed knowingly. */
  whole: 'Fête du printemps, vendredi 19 mars, 15 h – 18 h, tout le lieu, gratuit',
  /** The facilitator of Yoga at the same time: another day, typed. */
  facilitator: 'Yoga sur chaise, mardi 9 mars, 11 h – 12 h, Espace calme, animé par Souffle, 8 places',
  /** After the closing hour: an earlier one, proposed. */
  hours: 'Concert, jeudi 21 janvier, 17 h 30 – 19 h, Espace calme, 20 places, gratuit',
} as const;
