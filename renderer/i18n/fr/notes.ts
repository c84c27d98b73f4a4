/** Words of the screens of `renderer/features/notes`. */
export const notes = {};
