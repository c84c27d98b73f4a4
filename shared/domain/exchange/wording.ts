/** The few words that an import itself writes into the planning. */

/** Why a booking that its calendar cancelled is cancelled here. */
export const CANCELLED_IN_CALENDAR = 'Annulé dans l’agenda importé';
