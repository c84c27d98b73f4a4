/** Sizes that the screens and the engine both keep to; apart, so that a screen takes no schema with them. */

/** Most days one programme may span. */
export const PROGRAMME_MAX_DAYS = 400;

/** What a page of a quarter may weigh, in bytes. */
export const PAGE_MAX_BYTES = 200_000;
