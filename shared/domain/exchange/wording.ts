/** The few words that an import itself writes into the planning. */

/** Why a booking that its calendar cancelled is cancelled here. */
export const CANCELLED_IN_CALENDAR = 'Annulé dans l’agenda importé';

/** What a gesture that kept one of each was about, in the history. */
export const TWICE = 'des réservations importées deux fois';
