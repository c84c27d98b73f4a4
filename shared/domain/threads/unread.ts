/** Whoever has just joined has years to read: "100" says as much as their number. */
export const UNREAD_MAX = 100;
